using System.Diagnostics;
using Carpool.Diagnostics;
using Carpool.Doctor.Errors;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Doctor;

/// <summary>Every error of the catalogue is known again, in any log.</summary>
public sealed class ErrorCatalogueTests
{
    public static TheoryData<string, string> Examples => new(ErrorCatalogue.All.Select(error => (error.Id, error.Example)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_error_is_known_in_the_middle_of_a_log(string id, string example)
    {
        var found = ErrorCatalogue.Find($"2026-05-06 07:08:09 [app] starting\n{example}\n    at query.js:3\n");
        found[0].Error.ShouldBe(id, "what says more comes first");
        found[0].Cause.ShouldNotContain('{');
        found[0].Fix.ShouldNotContain('{');
        (found[0].Cause[^1], found[0].Fix[^1]).ShouldBe(('.', '.'));
    }

    [Fact]
    public void Names_are_taken_from_the_text() =>
        ErrorCatalogue.Find("FATAL: too many connections for role \"blog_app\"").ShouldHaveSingleItem().Cause.ShouldBe("Login blog_app has as many connections as its own limit lets it have.");

    [Fact]
    public void Ids_are_unique_and_codes_exist()
    {
        ErrorCatalogue.All.Select(error => error.Id).ShouldBeUnique(StringComparer.Ordinal);
        ErrorCatalogue.All.Select(error => error.Code).OfType<string>().Except(DiagnosticCodes.All.Select(code => code.Id), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void A_text_without_an_error_has_none() => ErrorCatalogue.Find("all is well").ShouldBeEmpty();

    [Fact]
    public void A_huge_text_takes_no_time()
    {
        var begun = Stopwatch.GetTimestamp();
        ErrorCatalogue.Find(new string('"', 5_000_000));
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }
}

using Carpool.Diagnostics;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Manifest;

/// <summary>What the mutations begin with is what it says, so that they begin at every door of the loader.</summary>
public sealed class ManifestCorpusTests
{
    // Of the file, not of its text
    private static readonly DiagnosticCode[] OfFiles = [ManifestCodes.CannotRead, ManifestCodes.TooLarge, ManifestCodes.NotUtf8];

    public static TheoryData<string> Accepted => [.. ManifestCorpus.Accepted];

    public static TheoryData<string> Refused => [.. ManifestCorpus.Refused];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_file_of_those_that_stand_is_accepted(string file) =>
        Manifests.Accepted(File.ReadAllText(file), ManifestCorpus.Environment).Apps.ShouldNotBeEmpty();

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_file_named_after_a_code_is_refused_with_it(string file) =>
        Manifests.Parse(File.ReadAllText(file), ManifestCorpus.Environment).Diagnostics.Select(problem => problem.Code.Id).ShouldContain(CodeOf(file));

    [Fact]
    public void Every_reason_to_refuse_a_text_has_a_file() =>
        DiagnosticCodes.All.Where(code => code.Id.StartsWith("CP1", StringComparison.Ordinal)).Except(OfFiles).Select(code => code.Id)
            .ShouldBeSubsetOf(ManifestCorpus.Refused.Select(CodeOf));

    private static string CodeOf(string file) => Path.GetFileNameWithoutExtension(file).Split('-')[0];
}

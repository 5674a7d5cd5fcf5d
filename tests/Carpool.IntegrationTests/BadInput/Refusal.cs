using System.Text.Json;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.BadInput;

/// <summary>What every refusal has in common: a code, one fix, exit 1 or 64, for people and for programs, and an untouched cluster.</summary>
internal static class Refusal
{
    /// <summary>Runs `preview` and `up` and returns the first error of `up --json`.</summary>
    /// <param name="words">What the message or the fix has to name.</param>
    public static async Task<JsonElement> OfAsync(TempProject project, TestServer? server, params string[] words)
    {
        var ct = TestContext.Current.CancellationToken;
        var before = server is null ? "" : await ClusterDigest.ReadAsync(server, ct);

        var people = await project.RunAsync("preview");
        people.ShouldExit(1, 64);
        people.Err.ShouldMatch(@"\bCP\d{4}\b");
        var error = await OfUpAsync(project, words);

        people.Err.ShouldContain(error.Text("code"));
        if (server is not null) (await ClusterDigest.ReadAsync(server, ct)).ShouldBe(before);
        return error;
    }

    /// <summary>Runs `up` alone, for what only carrying out can meet.</summary>
    public static async Task<JsonElement> OfUpAsync(TempProject project, params string[] words)
    {
        var program = await project.RunAsync("up", "--yes", "--json");
        return ErrorOf(program, words);
    }

    /// <summary>The first error in the JSON of a run that was refused.</summary>
    public static JsonElement ErrorOf(CarpoolResult result, params string[] words)
    {
        result.ShouldExit(1, 64);
        var errors = result.Json.Items("diagnostics").Where(item => item.Text("severity") == "error").ToArray();
        errors.ShouldNotBeEmpty(result.ToString());
        errors.ShouldAllBe(item => item.Text("code").StartsWith("CP", StringComparison.Ordinal) && item.TextOrNull("fix") != null, result.ToString());
        var error = errors[0];
        foreach (var word in words) $"{error.Text("message")} {error.TextOrNull("fix")}".ShouldContain(word, Case.Insensitive, result.ToString());
        return error;
    }
}

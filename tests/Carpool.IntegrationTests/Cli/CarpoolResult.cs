using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;

namespace Carpool.IntegrationTests.Cli;

/// <summary>What a run of the program left: its streams and its exit code.</summary>
public sealed partial record CarpoolResult(string Arguments, int ExitCode, string Out, string Err, TimeSpan Took)
{
    /// <summary>Both streams, for what must appear in neither.</summary>
    public string Everything => $"{Out}\n{Err}";

    /// <summary>The one JSON document of stdout.</summary>
    public JsonElement Json
    {
        get
        {
            try
            {
                using var document = JsonDocument.Parse(Out);
                return document.RootElement.Clone();
            }
            catch (JsonException error)
            {
                throw new ShouldAssertException($"stdout is not one JSON document: {error.Message}\n{this}", error);
            }
        }
    }

    /// <summary>The codes in `diagnostics` of the JSON document.</summary>
    public IReadOnlyList<string> Codes => [.. Json.Items("diagnostics").Select(item => item.Text("code"))];

    public CarpoolResult ShouldExit(params int[] codes)
    {
        codes.ShouldContain(ExitCode, ToString());
        return this;
    }

    /// <summary>Fails on what a user must never see: a stack trace, or one of these secrets.</summary>
    public void ShouldBeClean(IEnumerable<string> secrets)
    {
        StackTrace().IsMatch(Everything).ShouldBeFalse($"a stack trace\n{this}");
        Everything.ShouldNotContain("Unhandled exception", Case.Insensitive);
        foreach (var secret in secrets) Everything.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"a secret was printed\n{this}");
    }

    public override string ToString() => $"carpool {Arguments}\nexit {ExitCode} after {Took.TotalSeconds:0.00} s\n--- stdout\n{Out}\n--- stderr\n{Err}";

    [GeneratedRegex(@"^\s+at [\w.<>`+]+\(|\bSystem\.\w*Exception\b|Npgsql\.\w+Exception", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex StackTrace();
}

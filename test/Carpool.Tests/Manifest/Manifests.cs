using Carpool.Diagnostics;
using Carpool.Manifest;
using Shouldly;

namespace Carpool.Tests.Manifest;

/// <summary>Short ways to say what a manifest should lead to.</summary>
internal static class Manifests
{
    internal const string Path = "carpool.yaml";

    internal static Dictionary<string, string> NoEnvironment { get; } = new(StringComparer.Ordinal);

    internal static Dictionary<string, string> Environment(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);

    internal static Checked<StackManifest> Parse(string text, Dictionary<string, string>? environment = null) =>
        ManifestLoader.Parse(text, Path, environment ?? NoEnvironment);

    internal static StackManifest Accepted(string text, Dictionary<string, string>? environment = null)
    {
        var parsed = Parse(text, environment);
        parsed.Diagnostics.ShouldBeEmpty();
        return parsed.Value.ShouldNotBeNull();
    }

    /// <summary>One problem a line: place, code, message.</summary>
    internal static string Refused(string text, Dictionary<string, string>? environment = null)
    {
        var parsed = Parse(text, environment);
        parsed.Value.ShouldBeNull();
        parsed.IsValid.ShouldBeFalse();
        parsed.Diagnostics.ShouldAllBe(d => d.Severity == Severity.Error && d.Location!.File == Path && !string.IsNullOrEmpty(d.Fix));
        return string.Join('\n', parsed.Diagnostics.Select(d => $"{d.Location!.Line}:{d.Location.Column} {d.Code.Id} {d.Message}"));
    }
}

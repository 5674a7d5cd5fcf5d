namespace Carpool.IntegrationTests.BadInput;

/// <summary>Names that break whoever pastes text into SQL, URLs, patterns or paths. All are legal in Postgres.</summary>
internal static class HostileNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "o'brien", "x\"; drop database postgres; --", "my app", "naïve-ünï", "100%s", "UPPER", "select", "a.b", @"back\slash",
    ];

    /// <summary>And what means something in a connection string, a shell, a .env file, YAML or JSON. A slash stands in databases' names, never in apps'.</summary>
    public static IReadOnlyList<string> InStrings { get; } =
    [
        .. All, "a@b/c:d+e", "%41 {$HOME} `id`", "漢字 😀", "p;q=r&s,t", "[::1]", " padded ", "- yes: &x", "#1 !{x}", "who?",
    ];

    /// <summary>As a key of a manifest.</summary>
    public static string Quoted(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
}

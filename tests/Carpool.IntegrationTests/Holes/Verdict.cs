using System.Text.Json;
using Carpool.IntegrationTests.Cli;

namespace Carpool.IntegrationTests.Holes;

/// <summary>What `carpool verify --json` said.</summary>
internal sealed record Verdict(int ExitCode, bool IsIsolated, IReadOnlyList<Verdict.Finding> Findings, IReadOnlyList<Verdict.Finding> Unknown)
{
    public bool IsClean => ExitCode == 0 && IsIsolated && Findings.Count == 0;

    public static Verdict Of(CarpoolResult result)
    {
        var json = result.ShouldExit(0, 4).Json;
        return new(result.ExitCode, json.At("isolated").GetBoolean(), ListOf(json, "findings"), ListOf(json, "unknown"));
    }

    public override string ToString() => Findings.Count == 0 ? $"no finding, exit {ExitCode}" : $"exit {ExitCode}, {string.Join(" | ", Findings)}";

    private static IReadOnlyList<Finding> ListOf(JsonElement json, string key) =>
        [.. (json.TryGetProperty(key, out var list) ? list.EnumerateArray().ToList() : []).Select(item => new Finding(item.Text("code"), item.Text("severity"), item.TextOrNull("subject"), item.Text("message"), item.TextOrNull("fix")))];

    internal sealed record Finding(string Code, string Severity, string? Subject, string Message, string? Fix)
    {
        /// <summary>Where the fix is SQL, and which: `As ROLE in database DB: SQL`. Null where it is something to do by hand.</summary>
        public (string Database, string Sql)? Closing
        {
            get
            {
                if (Fix?.Split(": ", 2) is not [var who, var sql]) return null;
                var place = who.Split(" in database ", 2);
                return (place.Length == 2 ? place[1].Trim('"') : "postgres", sql);
            }
        }

        public override string ToString() => $"{Code} {Severity} {Subject}: {Message} [{Fix}]";
    }
}

using System.Globalization;
using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Diff;
using Carpool.Stacks;

namespace Carpool.Cli.Views;

/// <summary>How a run ended, for people.</summary>
/// <param name="command">The command as it was typed, for the lines that say how to go on.</param>
/// <param name="allowed">The hazards that are allowed already.</param>
internal sealed class RunForPeople(Invocation invocation, string command, IReadOnlySet<string> allowed) : PeopleView<RunReport>(invocation)
{
    protected override void Write(Paper paper, RunReport result)
    {
        switch (result.Outcome)
        {
            case RunOutcome.Applied:
                paper.Line(paper.Green($"Done in {Seconds(result.Duration)}: {Totals.Of(result.Plan).AsDone()}"));
                break;
            case RunOutcome.Blocked:
                var codes = result.Plan.BlockedBy(allowed).Select(hazard => hazard.Diagnostic.Code.Id).Distinct(StringComparer.Ordinal).ToList();
                paper.Line(paper.Yellow($"Blocked by {string.Join(", ", codes)}; nothing was done."));
                paper.Line($"To allow {(codes.Count == 1 ? "it" : "them")}: {command} --allow {string.Join(',', allowed.Concat(codes).Distinct(StringComparer.Ordinal))}");
                break;
            case RunOutcome.Refused or RunOutcome.Declined:
                paper.Line("Nothing was done.");
                break;
            case RunOutcome.Failed:
                paper.Line(paper.Red($"Stopped after {Seconds(result.Duration)}: some of it is done. Run `{command}` again to go on from there."));
                break;
            case RunOutcome.InSync:
                break;
            default:
                throw new InvalidOperationException($"{result.Outcome} is no way to end");
        }
    }

    private static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");
}

/// <summary>How a run ended, as JSON.</summary>
internal sealed class RunAsJson(string stack, TextWriter output) : JsonView<RunReport>(output)
{
    protected override void Write(Utf8JsonWriter json, RunReport result)
    {
        PlanAsJson.WriteKeys(json, stack, result.Plan);
        json.WriteBoolean("applied", result.Outcome is RunOutcome.Applied);
        json.WriteNumber("duration_ms", (long)result.Duration.TotalMilliseconds);
    }
}

/// <summary>After a run: how to reach what it made.</summary>
internal static class NextLines
{
    /// <summary>The apps that a plan makes or brings back, in its order.</summary>
    public static IReadOnlyList<string> AppsMade(RunReport report) =>
        [.. report.Plan.Changes.Where(change => change is Change.CreateDatabase or Change.Restore).Select(change => change.App!).Distinct(StringComparer.Ordinal)];

    public static void Write(Paper paper, IReadOnlyList<AppOutputs> made, string place)
    {
        if (made.Count == 0) return;
        paper.Line();
        OutputsForPeople.Write(paper, made, showSecrets: false);
        var app = made[0].App;
        paper.Line();
        paper.Line("Next:");
        paper.Line($"  carpool outputs{place} --show-secrets    the connection strings with their passwords");
        paper.Line($"  carpool run{place} {app} -- COMMAND      a command with DATABASE_URL of {app}");
        paper.Line($"  carpool psql{place} {app}                a prompt in its database");
    }
}

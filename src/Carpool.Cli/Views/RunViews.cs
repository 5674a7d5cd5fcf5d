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
    /// <summary>The command that goes on where this one has failed half-way; null is the same again.</summary>
    public string? Resumption { get; init; }

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
                paper.Line(paper.Red($"Stopped after {Seconds(result.Duration)}: some of it is done. Run `{Resumption ?? command}`{(Resumption is null ? " again" : "")} to go on from there."));
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

    /// <summary>After an adoption: how to see what it found.</summary>
    public static void WriteAdopted(Paper paper, RunReport report, string place)
    {
        if (!report.Plan.Changes.OfType<Change.Adopt>().Any()) return;
        paper.Line();
        paper.Line("Next:");
        NextSteps(paper, [($"carpool preview{place}", "what differs from the manifest"), ($"carpool status{place}", "the apps, and those in quarantine")]);
    }

    /// <summary>After a rotation: where the new passwords are.</summary>
    public static void WriteRotated(Paper paper, RunReport report, string place)
    {
        var turns = report.Plan.Changes.OfType<Change.TurnToLogin>().ToList();
        if (turns.Count == 0 && !report.Plan.Changes.OfType<Change.RenewCredential>().Any()) return;
        paper.Line();
        paper.Line("Next:");
        List<(string, string)> steps = [($"carpool outputs{place} --show-secrets", "the connection strings with their passwords, for whoever connects")];
        var retired = report.Plan.Changes.OfType<Change.DropLogin>().Select(drop => drop.Login.Name).ToHashSet();
        var pending = turns.Where(turn => !retired.Contains(turn.From.Name)).Select(turn => turn.App!).Distinct(StringComparer.Ordinal).ToList();
        if (pending.Count > 0) steps.Add(($"carpool rotate{place} --finish {string.Join(' ', pending.Select(ShellWord.Of))}", "retires the old logins, when nobody uses them any more"));
        NextSteps(paper, steps);
    }

    /// <summary>After a change of keys: whoever else has the old one needs the new one.</summary>
    public static void WriteRekeyed(Paper paper, RunReport report, bool isKeyInEnvironment)
    {
        if (!report.Plan.Changes.OfType<Change.ChangeKey>().Any()) return;
        paper.Line();
        paper.Line("Next:");
        NextSteps(paper, [isKeyInEnvironment
            ? ("export CARPOOL_KEY=$CARPOOL_NEW_KEY", "the new key is the stack's from now on, here and wherever else it is run")
            : ("cat .carpool/key", "the new key, for wherever else the stack is run")]);
    }

    /// <summary>After a removal: the ways back and out.</summary>
    public static void WriteRemoved(Paper paper, RunReport report, string place)
    {
        var removed = report.Plan.Changes.OfType<Change.Quarantine>().Select(change => change.From.Name).ToList();
        if (removed.Count == 0) return;
        var app = ShellWord.Of(removed[0]);
        paper.Line();
        paper.Line($"In quarantine, nothing deleted: {Paper.Plain(string.Join(", ", removed))}");
        NextSteps(paper, [($"carpool restore{place} {app}", "brings it back as it was"), ($"carpool purge{place} {app}", "drops it for good")]);
    }

    /// <summary>After a plan was saved: the way to carry it out.</summary>
    public static void WriteSaved(Paper paper, string file, string place)
    {
        paper.Line();
        paper.Line($"Saved to {Paper.Plain(file)}");
        NextSteps(paper, [($"carpool up{place} {ShellWord.Of(file)}", "carries out just this, if it still fits")]);
    }

    public static void WriteMade(Paper paper, IReadOnlyList<AppOutputs> made, string place)
    {
        if (made.Count == 0) return;
        paper.Line();
        OutputsForPeople.Write(paper, made, showSecrets: false);
        var app = ShellWord.Of(made[0].App);
        paper.Line();
        paper.Line("Next:");
        NextSteps(paper,
        [
            ($"carpool outputs{place} --show-secrets", "the connection strings with their passwords"),
            ($"carpool run{place} {app} -- COMMAND", $"a command with DATABASE_URL of {made[0].App}"),
            ($"carpool psql{place} {app}", "a prompt in its database"),
        ]);
    }

    private static void NextSteps(Paper paper, IReadOnlyList<(string Command, string Does)> lines)
    {
        var width = lines.Max(line => line.Command.Length);
        foreach (var (command, does) in lines) paper.Line($"  {Paper.Plain(command.PadRight(width))}  {paper.Dim(does)}");
    }
}

using Carpool.Diff;
using Carpool.Planning;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>Turns steps into what a person wants to hear: how many apps are done, and what was just done.</summary>
internal sealed class StepProgress(Plan plan, IProgress<RunProgress> listener) : IProgress<(Step Step, int Done)>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _left = plan.Steps
        .Where(step => step.App is not null)
        .CountBy(step => step.App!, StringComparer.Ordinal)
        .ToDictionary(StringComparer.Ordinal);

    private readonly int _apps = plan.Steps.Where(step => step.App is not null).Select(step => step.App).Distinct(StringComparer.Ordinal).Count();
    private int _appsDone;

    public void Report((Step Step, int Done) value)
    {
        lock (_gate)
        {
            if (value.Step.App is { } app && --_left[app] == 0) _appsDone++;
            listener.Report(new RunProgress(value.Done, plan.Steps.Count, _appsDone, _apps, value.Step.App, Words(value.Step)));
        }
    }

    private static string Words(Step step) => step switch
    {
        Step.Run { Stage: Stage.Departures, Statements: [], Entries: [RegistryEntry.RecordApp] } => "put on record",
        Step.Run { Stage: Stage.Departures, Statements: [], Entries: [RegistryEntry.ChangeKey] } => "sealed anew",
        Step.Run { Stage: Stage.Departures, Statements: [], Entries: [_] } => "forgotten",
        Step.Run { Stage: Stage.Departures, Statements: [{ Change: Change.DropLogin or Change.DropGroup } dropped, ..] } => $"let go of {dropped.Change.Name}",
        Step.Run { Stage: Stage.Departures, Entries: [RegistryEntry.RecordApp { App.Standing: var standing }] } => standing switch
        {
            AppStanding.Leaving => "locked",
            AppStanding.Quarantined => "renamed",
            _ => "brought back",
        },
        Step.Run run => Of(run.Stage),
        Step.RunAs run => $"settled login {run.Login.Name}",
        Step.DeleteLogin delete => $"deleted login {delete.Login}",
        Step.RunAlone { Statement.Change: Change.CreateSlot or Change.DropSlot } alone => $"{(alone.Statement.Change is Change.DropSlot ? "dropped" : "made")} slot {alone.Statement.Change.Name}",
        Step.RunAlone alone => $"{(alone.Statement.Change.Action is ChangeAction.Delete ? "dropped" : "made")} database {alone.Statement.Change.Name}",
        Step.EndSessions end => $"ended the sessions in {end.Database}",
        Step.Prove prove => $"proved login {prove.Login.Name}",
        Step.TeachPooler teach => $"tried login {teach.Login.Name} through the pooler",
    };

    private static string Of(Stage stage) => stage switch
    {
        Stage.Departures => "let go",
        Stage.Roles => "made roles",
        Stage.Databases => "closed the database",
        Stage.Insides => "set up the inside",
        Stage.Openings => "opened to its logins",
        Stage.Streams => "prepared what its sync engine reads",
        Stage.Purges => "cleaned up",
        Stage.Proofs => "proved",
        Stage.Turns => "handed out the new login",
        _ => throw new InvalidOperationException($"{stage} is no stage"),
    };
}

using System.Text;
using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Planning;
using Carpool.Stacks;

namespace Carpool.IntegrationTests.Scenarios;

/// <summary>A plan as the lines of a scenario's sections.</summary>
internal static class PlanText
{
    /// <summary>One line a change, with the hazards it is rated with; the last line counts what stays.</summary>
    public static string Changes(Plan plan) =>
        Lines([.. plan.Changes.Select(change => $"{Symbol(change.Action)} {change.Kind} {change.Name}{Hazards(plan, change)}"), $"= {plan.Unchanged} unchanged"]);

    /// <summary>The steps in their order, each with where it runs and as whom.</summary>
    public static string Sql(Plan plan) => Lines(plan.Steps.OrderBy(step => step.Stage).SelectMany(Statements));

    /// <summary>What there is to say of the plan: its diagnostics, then its hazards.</summary>
    public static string Diagnostics(Plan plan) => Diagnostics(plan.Diagnostics.Concat(plan.Hazards.Select(hazard => hazard.Diagnostic)));

    /// <summary>How a run ended, and what went wrong.</summary>
    public static string Outcome(RunReport report) =>
        Lines([$"{report.Outcome}"]) + (report.Outcome is RunOutcome.Failed ? Diagnostics(report.Diagnostics.Except(report.Plan.Diagnostics)) : "");

    private static string Diagnostics(IEnumerable<Diagnostic> diagnostics) =>
        Lines(diagnostics.SelectMany(diagnostic => new[] { $"{diagnostic.Code} {diagnostic.Severity} ({diagnostic.Subject}): {diagnostic.Message}", $"  {diagnostic.Fix}" }));

    private static string Hazards(Plan plan, Change change) =>
        string.Concat(plan.Hazards.Where(hazard => ReferenceEquals(hazard.Change, change)).Select(hazard => $" [{hazard.Diagnostic.Code}]"));

    private static string Symbol(ChangeAction action) => action switch
    {
        ChangeAction.Create => "+",
        ChangeAction.Update => "~",
        ChangeAction.Delete => "-",
        _ => throw new InvalidOperationException($"{action} has no symbol"),
    };

    private static IEnumerable<string> Statements(Step step) => step switch
    {
        Step.Run run =>
        [
            $"# {run.Stage}, {run.App ?? "shared"}{(run.Inside is null ? "" : $", inside {run.Inside}")}"
                + $"{(run.Borrowed.Count == 0 ? "" : $", as member of {string.Join(", ", run.Borrowed)}")}{string.Concat(run.Entries.Select(Entry))}",
            .. run.Statements.Select(statement => statement.Sql.ToString()),
        ],
        Step.RunAlone alone => [$"# {alone.Stage}, {alone.App}, alone", alone.Statement.Sql.ToString()],
        Step.EndSessions end => [$"# {end.Stage}, {end.App ?? "shared"}, end the sessions in {end.Database} of {(end.Roles is null ? "everybody" : string.Join(", ", end.Roles))}"],
        Step.Prove prove => [$"# {prove.Stage}, {prove.App}, log in to {prove.Database} as {prove.Login.Name} and be {prove.SessionRole}"],
        Step.TeachPooler teach => [$"# {teach.Stage}, {teach.App}, log in as {teach.Login.Name} through the pooler"],
        Step.RunAs run => [$"# {run.Stage}, {run.App}, as {run.Login.Name} in {run.Inside}", .. run.Statements.Select(statement => statement.Sql.ToString())],
        Step.DeleteLogin delete => [$"# {delete.Stage}, {delete.App}, have {delete.Login} deleted, with {delete.Successor} in its place"],
    };

    private static string Entry(RegistryEntry entry) => entry switch
    {
        RegistryEntry.RecordApp record => $", record as {record.App.Standing}",
        RegistryEntry.RecordCredential record => $", record the password of {record.Login.Name}",
        RegistryEntry.ForgetApp or RegistryEntry.ForgetRow or RegistryEntry.ForgetStack => ", forget",
        RegistryEntry.ChangeKey => ", seal anew",
    };

    private static string Lines(IEnumerable<string> lines) => lines.Aggregate(new StringBuilder(), (text, line) => text.Append(line).Append('\n')).ToString();
}

using Carpool.Diff;
using Carpool.Planning;

namespace Carpool.Cli.Views;

/// <summary>A plan for people: what changes, app by app; what that endangers; how much it is in all.</summary>
internal static class PlanText
{
    public static void Write(Paper paper, Plan plan, bool withSql)
    {
        // Apps as the plan comes to them; what belongs to none stands last
        foreach (var group in plan.Changes.GroupBy(change => change.App ?? "", StringComparer.Ordinal).OrderBy(group => group.Key.Length == 0))
        {
            paper.Line(paper.Bold(group.Key.Length == 0 ? "shared by all apps" : group.Key));
            foreach (var change in group.OrderBy(change => change.Action)) Write(paper, plan, change, withSql);
            paper.Line();
        }

        foreach (var hazard in plan.Hazards) DiagnosticText.WriteHazard(paper, hazard.Diagnostic);
        if (plan.Hazards.Count > 0) paper.Line();
        paper.Line(paper.Bold($"{Totals.Of(plan)}"));
    }

    private static void Write(Paper paper, Plan plan, Change change, bool withSql)
    {
        var line = $"{change.Kind.Replace('_', ' ')} {change.Name}{(ChangeNote.Of(change) is { } note ? $"  ({note})" : "")}";
        paper.Line("  " + change.Action switch
        {
            ChangeAction.Create => paper.Green($"+ {line}"),
            ChangeAction.Update => paper.Yellow($"~ {line}"),
            ChangeAction.Delete => paper.Red($"- {line}"),
            _ => throw new InvalidOperationException($"{change.Action} has no symbol"),
        });
        if (plan.HeldBy(change) is { } held) paper.Line($"      {paper.Dim(HoldingsNote.Of(held))}");
        if (!withSql) return;
        foreach (var sql in plan.SqlOf(change).SelectMany(statement => $"{statement};".Split('\n'))) paper.Line($"      {paper.Dim(sql)}");
    }
}

using Carpool.Diff;
using Carpool.Planning;

namespace Carpool.Cli.Views;

/// <summary>How many objects a plan makes, changes, removes and leaves alone.</summary>
internal sealed record Totals(int Create, int Update, int Delete, int Unchanged)
{
    /// <summary>The totals of a plan.</summary>
    public static Totals Of(Plan plan) => new(Count(plan, ChangeAction.Create), Count(plan, ChangeAction.Update), Count(plan, ChangeAction.Delete), plan.Unchanged);

    /// <summary>As a promise: `10 to create, 1 to update, 16 unchanged`.</summary>
    public override string ToString() => Text(" to create", " to update", " to delete");

    /// <summary>As a report: `10 created, 1 updated, 16 unchanged`.</summary>
    public string AsDone() => Text(" created", " updated", " deleted");

    private static int Count(Plan plan, ChangeAction action) => plan.Changes.Count(change => change.Action == action);

    private string Text(string create, string update, string delete)
    {
        if (Create + Update + Delete == 0) return Unchanged == 0 ? "nothing to do" : $"nothing to do, {Unchanged} unchanged";
        return string.Join(", ", new[] { (Create, create), (Update, update), (Delete, delete), (Unchanged, " unchanged") }
            .Where(part => part.Item1 > 0)
            .Select(part => $"{part.Item1}{part.Item2}"));
    }
}

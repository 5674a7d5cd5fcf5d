using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>The limits of all together against what the server has.</summary>
internal static class ConnectionCheck
{
    /// <summary>More numbers than these nobody types.</summary>
    private const int Offered = 5;

    public static IEnumerable<Check> Find(DoctorView view)
    {
        var budget = view.Budget;
        var (claimed, usable) = (budget.Claimed, budget.Capacity.Usable);
        var check = new Check(DoctorCodes.Connections, CheckStatus.Ok, "max_connections", "", usable, claimed);
        yield return budget.Left >= 0
            ? check with { Message = $"All may use {claimed} of {usable} connections together, and {budget.Left} {(budget.Left == 1 ? "is" : "are")} left." }
            : check with
            {
                Status = CheckStatus.Fail,
                Message = $"All may use {claimed} connections together, and the server has {usable} for them: {-budget.Left} too many{Largest(budget)}.",
                Fix = Fix(view),
            };
    }

    private static string Fix(DoctorView view)
    {
        var budget = view.Budget;
        var more = view.Raising("max_connections", budget.Capacity.Connections - budget.Left);
        var apps = budget.Shares.Where(share => share is { IsOfApps: true, Limit: not null }).ToList();
        if (apps.Count == 0 || budget.ForApps < budget.Shares.Where(share => share.IsOfApps).Sum(share => 1 + share.Passing)) return $"{char.ToUpperInvariant(more[0])}{more[1..]}, or move apps to another cluster.";
        if (apps.All(app => app.Kind is ShareKind.App && app.Limit == apps[0].Limit)) return $"Lower `connections` of each app to {budget.Fitting(apps[0])}, or {more}.";
        var numbers = apps.OrderByDescending(app => app.Limit).Take(Offered).Select(app => $"{(app.Kind is ShareKind.App ? "`connections`" : "the pool")} of {app.Name} to {budget.Fitting(app)}");
        return $"Lower {string.Join(", ", numbers)}{(apps.Count > Offered ? ", the others alike" : "")}, or {more}.";
    }

    /// <summary>Where one takes most of it, that is what there is to know.</summary>
    private static string Largest(ConnectionBudget budget) =>
        budget.Shares.MaxBy(share => share.Claim) is { IsOfApps: true } largest && largest.Claim * 2 > budget.Capacity.Usable
            ? $", for {largest.Name} alone may use {largest.Claim} and leaves {Math.Max(0, budget.Capacity.Usable - largest.Claim)} to all others"
            : "";
}

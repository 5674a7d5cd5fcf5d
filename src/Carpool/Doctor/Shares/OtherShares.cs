namespace Carpool.Doctor.Shares;

/// <summary>
/// Whoever else is there: databases of nobody or of other stacks, with their limits, and roles at work in databases that all share. Where
/// nothing limits them, what they have now is what is known of them.
/// </summary>
internal static class OtherShares
{
    public static IEnumerable<BudgetShare> Find(DoctorView view)
    {
        var apps = view.Manifest.Apps.Select(app => app.Database).ToHashSet();
        var databases =
            from listing in view.Surroundings.Databases
            where !apps.Contains(listing.Name) && !view.Shared.Contains(listing.Name) && listing is { AllowsConnections: true, IsInvalid: false }
            let share = new BudgetShare(ShareKind.Neighbour, listing.Name.Value, listing.ConnectionLimit, view.SessionsIn(listing.Name))
            where share.Claim > 0
            select share;
        var roles = view.Surroundings.Sessions
            .Where(session => view.Shared.Contains(session.Database) && session.Role != view.Server.Admin.Name)
            .GroupBy(session => session.Role.Value, session => session.Count, StringComparer.Ordinal)
            .OrderBy(counts => counts.Key, StringComparer.Ordinal)
            .Select(counts => new BudgetShare(ShareKind.Platform, counts.Key, null, counts.Sum()));
        return [.. databases, .. roles];
    }
}

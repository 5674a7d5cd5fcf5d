using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>A pooler keeps a pool for each pair of login and database: many small apps are many pools.</summary>
internal static class PoolCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        var pairs = view.Manifest.Apps.SelectMany(app => app.Roles.Where(role => role.Sync is null).Select(role => role.Connections ?? app.Connections)).ToList();
        if (pairs.Count == 0 || (view.PoolSize is null && view.Manifest.Cluster.Pooler is null)) yield break;
        var room = Math.Max(0, view.Budget.Capacity.Usable - view.Budget.Shares.Where(share => share.Kind is not ShareKind.App).Sum(share => share.Claim));
        var fitting = Math.Max(1, room / pairs.Count);
        var check = new Check(DoctorCodes.Pools, CheckStatus.Ok, "default_pool_size", "", Required: room);
        if (view.PoolSize is not { } size)
        {
            yield return check with { Message = $"The pooler's settings cannot be read from here: {pairs.Count} pairs of login and database fit with a default_pool_size of at most {fitting}." };
            yield break;
        }

        var pooled = pairs.Sum(limit => Math.Min(size, limit ?? size));
        yield return pooled <= room
            ? check with { Measured = pooled, Message = $"The pooler may open {pooled} connections, {size} for each of {pairs.Count} pairs of login and database unless a limit is lower, and {room} are there for them." }
            : check with
            {
                Status = CheckStatus.Warn,
                Measured = pooled,
                Message = $"The pooler may open {pooled} connections, {size} for each of {pairs.Count} pairs of login and database unless a limit is lower, and only {room} are there for them.",
                Fix = $"Say `connections: {fitting}` for each app, or less, and run `carpool up`: a pool grows no further than that.",
            };
    }
}

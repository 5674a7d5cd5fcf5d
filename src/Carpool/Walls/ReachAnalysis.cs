using Carpool.State;
using Carpool.Walls.Rules;

namespace Carpool.Walls;

/// <summary>Who gets into which database, by the catalogs: the matrix of all, and the answer for one pair.</summary>
internal sealed class ReachAnalysis(WallView view)
{
    /// <summary>Every login that is somebody's, with every database that lets anybody in.</summary>
    public ReachMatrix Matrix()
    {
        var databases = view.Surroundings.Databases.Where(listing => listing is { AllowsConnections: true, IsInvalid: false }).Select(listing => listing.Name).OrderBy(name => name.Value, StringComparer.Ordinal).ToList();
        var logins = view.Tenancy.Logins.OrderBy(login => login.Value, StringComparer.Ordinal);
        return new ReachMatrix(databases, [.. logins.Select(login => RowOf(login, databases))]);
    }

    /// <summary>How a role could get into a database, or why it cannot.</summary>
    public PathAnswer PathOf(RoleName role, DatabaseName database)
    {
        var reach = RowOf(role, [database]).Cells[0];
        var ways = WaysOf(role, database).Distinct(StringComparer.Ordinal).ToList();
        return new PathAnswer(role, database, reach, ways.Count > 0, ways, ways.Count > 0 ? [] : Reasons(role, database));
    }

    private ReachRow RowOf(RoleName login, IReadOnlyList<DatabaseName> databases)
    {
        var tenant = view.Tenancy.Of(login);
        var isSuperuser = view.Tenancy.AttributesOf(login).HasFlag(RoleAttributes.Superuser);
        var trails = isSuperuser ? [] : view.Ways.Value.From([login], role => view.IsOnTheWay(role, tenant) || role == login);
        var ends = trails.Select(trail => trail.End).ToHashSet();
        var doors = isSuperuser ? [] : view.Doors.Value.From([login], _ => true).Select(trail => trail.End).ToHashSet();
        var isAnybody = ends.Any(end => end != login && (view.Tenancy.IsTrusted(end) || BuiltInRole.Of(end) is { ActsAsSuperuser: true })) || trails.Any(trail => (view.Tenancy.AttributesOf(trail.End) & Anybody) != RoleAttributes.None && view.Tenancy.Of(trail.End) is not null);
        return new ReachRow(login, tenant?.Name, [.. databases.Select(CellOf)]);

        Reach CellOf(DatabaseName database)
        {
            if (isSuperuser) return Reach.Trusted;
            if (view.HoldsConnect(login, database)) return view.Tenancy.IsTrusted(login) ? Reach.Trusted : tenant?.Database == database ? Reach.Own : view.IsLeftOpen(view.ListingOf(database)!) ? Reach.OpenByPlatform : Reach.Enters;
            if (view.Tenancy.IsTrusted(login)) return Reach.Refused;
            var isOver = isAnybody || view.KeysOf(database).Any(key => (key.OpensItself ? ends : doors).Contains(key.Holder)) || (view.Tenancy.Of(database) is { } home && home != tenant && home.Roles.Overlaps(ends));
            return isOver ? Reach.OverOthers : Reach.Refused;
        }
    }

    private const RoleAttributes Anybody = RoleAttributes.Superuser | RoleAttributes.Replication | RoleAttributes.CreateRole;

    private IEnumerable<string> WaysOf(RoleName role, DatabaseName database)
    {
        if (view.Tenancy.AttributesOf(role).HasFlag(RoleAttributes.Superuser)) yield return $"{role} is a superuser";
        if (view.ListingOf(database) is { IsOpen: true }) yield return $"PUBLIC may CONNECT to database {database}";
        var tenant = view.Tenancy.Of(role);
        foreach (var trail in view.Doors.Value.From([role], _ => true))
        {
            foreach (var key in view.KeysOf(database).Where(key => key.Holder == trail.End)) yield return $"{trail} → {key.Words}";
        }

        foreach (var trail in view.Ways.Value.From([role], end => view.IsOnTheWay(end, tenant) || end == role))
        {
            var has = view.Tenancy.AttributesOf(trail.End);
            foreach (var key in view.KeysOf(database).Where(key => key.OpensItself && key.Holder == trail.End)) yield return $"{trail} → {key.Words}";
            if (trail.End != role && view.Tenancy.Of(database) is { } home && home != tenant && home.Roles.Contains(trail.End)) yield return $"{trail}, a role of {home}";
            else if (trail.End != role && view.Tenancy.IsTrusted(trail.End)) yield return $"{trail}, who may enter";
            else if (BuiltInRole.Of(trail.End) is { ActsAsSuperuser: true } builtIn) yield return $"{trail}, which {builtIn.Gives}";
            else if (tenant is not null && (has & Anybody & ~RoleAttributes.Superuser) != RoleAttributes.None) yield return $"{trail} → has {has}, which reaches every database";
        }
    }

    private IReadOnlyList<string> Reasons(RoleName role, DatabaseName database)
    {
        var holders = view.KeysOf(database).Select(key => key.Holder.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var others = view.Graph.ReachedBy(role).Where(other => other != role).Select(other => other.Value).Order(StringComparer.Ordinal).ToList();
        return
        [
            $"PUBLIC may not connect to database {database}.",
            $"CONNECT is with {string.Join(", ", holders)}.",
            others.Count == 0 ? $"{role} is a member of nobody." : $"{role} is a member of {string.Join(", ", others)} alone, which open nothing there.",
            .. view.Tenancy.Logins.Contains(role) ? Array.Empty<string>() : [$"{role} cannot log in."],
        ];
    }
}

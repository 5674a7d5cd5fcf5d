using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Carpool.State;

namespace Carpool.Diff;

/// <summary>The ways out of a stack and back: quarantine, restore and purge, as changes.</summary>
public static class Departure
{
    /// <summary>The app locked, and renamed so that its names are free. A login that a platform's API made has a name that nobody else wants.</summary>
    public static Change.Quarantine Quarantine(App app, ClusterState actual, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(actual);
        var to = app with
        {
            Standing = AppStanding.Quarantined,
            Database = new DatabaseName(NameOf(app.Database.Value, now)),
            Owner = new RoleName(NameOf(app.Owner.Value, now)),
            Logins = [.. app.Logins.Select(login => login with { Name = PlatformNames.IsMadeByApi(login.Name) ? login.Name : new RoleName(NameOf(login.Name.Value, now)), OriginalName = login.Name })],
            Groups = [.. app.Groups.Select(group => group with { Name = new RoleName(NameOf(group.Name.Value, now)) })],
            OriginalDatabase = app.Database,
            OriginalOwner = app.Owner,
            RemovedAt = now,
        };
        return new Change.Quarantine(
            app, to, Connects(app, actual), Existing(app, actual));
    }

    /// <summary>The app back under its own names; <paramref name="desired"/> holds the grants it is to have on its database.</summary>
    public static Change.Restore Restore(App app, ClusterState actual, IReadOnlyList<DatabaseGrant> desired)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(desired);
        var to = app with
        {
            Standing = AppStanding.Live,
            Database = app.OriginalDatabase ?? app.Database,
            Owner = app.OriginalOwner ?? app.Owner,
            Logins = [.. app.Logins.Where(login => Exists(login.Name, actual)).Select(login => login with { Name = login.OriginalName ?? login.Name, OriginalName = null })],
            Groups = [.. app.Groups.Where(group => Exists(group.Name, actual)).Select(group => group with { Name = Group.NameOf(app.OriginalDatabase ?? app.Database, group.Access) })],
            OriginalDatabase = null,
            OriginalOwner = null,
            RemovedAt = null,
        };
        var existing = app with
        {
            Logins = [.. app.Logins.Where(login => Exists(login.Name, actual))],
            Groups = [.. app.Groups.Where(group => Exists(group.Name, actual))],
        };
        return new Change.Restore(existing, to, [.. desired.Where(grant => grant.Database == to.Database && grant.Privilege == Privilege.Connect)]);
    }

    /// <summary>The app gone for good.</summary>
    public static Change.Purge Purge(App app, ClusterState actual)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(actual);
        var roles = Existing(app, actual);
        return new Change.Purge(
            app,
            actual.Databases.Any(database => database.Name == app.Database),
            roles,
            [.. actual.PrivilegesElsewhere.Where(held => roles.Contains(held.Role) && held.Database != app.Database).Select(held => held.Database).Distinct()],
            Connects(app, actual));
    }

    /// <summary>
    /// The name of a quarantined object: what fits of its own, six digits that tell long names apart, and when it was removed.
    /// Cut at a character, so that it stays text.
    /// </summary>
    internal static string NameOf(string name, DateTimeOffset now)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..6];
        var suffix = $"~{digest}~removed~{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        var room = Identifier.MaxBytes - suffix.Length;
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if ((room -= rune.Utf8SequenceLength) < 0) break;
            kept.Append(rune);
        }

        return $"{kept}{suffix}";
    }

    private static IReadOnlyList<DatabaseGrant> Connects(App app, ClusterState actual) =>
        [.. actual.DatabaseGrants.Where(grant => grant.Database == app.Database && grant.Privilege == Privilege.Connect)];

    private static bool Exists(RoleName name, ClusterState actual) => actual.Roles.Any(role => role.Name == name);

    /// <summary>Logins first: owner and groups are what they are members of.</summary>
    private static IReadOnlyList<RoleName> Existing(App app, ClusterState actual)
    {
        var known = actual.Roles.Select(role => role.Name).ToHashSet();
        return [.. app.RoleNames.Where(known.Contains)];
    }
}

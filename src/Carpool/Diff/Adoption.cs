using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// How an app that the manifest describes comes on record as the cluster shows it: one whose record is lost, stale or not to be believed,
/// or one that somebody else made. What the next `up` could not bring to the model is refused, and so is what no app may be.
/// </summary>
/// <param name="known">What is on record of the stack and can be believed.</param>
/// <param name="manifest">The apps that the manifest lists.</param>
/// <param name="byApi">What a platform's API calls its logins: their names in SQL say nothing.</param>
internal sealed class Adoption(IReadOnlyList<App> known, IReadOnlyList<App> manifest, Surroundings surroundings, Server server, ApiNames byApi)
{
    private readonly AdminPower _power = new(surroundings, server);
    private readonly Dictionary<RoleName, RoleListing> _roles = surroundings.Roles.ToDictionary(listing => listing.Role.Name);

    /// <summary>The app with those of its objects that exist; null where none does, or all of them are on record already.</summary>
    public Change.Adopt? Of(App wanted)
    {
        var database = Listing(wanted.Database);
        var awake = Awake(wanted);
        var from = known.FirstOrDefault(app => app.Name == wanted.Name && database is not null && app.DatabaseOid == database.Oid) ?? awake;
        var logins = wanted.Logins.Concat(from?.Logins.Where(login => login.OriginalName is null && wanted.Logins.All(other => other.Name != login.Name) && login.Oid == OidOf(login.Name)) ?? []);
        var to = wanted with
        {
            Standing = database is null ? AppStanding.Making : AppStanding.Live,
            DatabaseOid = database?.Oid,
            OwnerOid = OidOf(wanted.Owner),
            Logins = [.. logins.Where(login => _roles.ContainsKey(login.Name)).Select(login => login with { Oid = OidOf(login.Name) })],
            Groups = [.. wanted.Groups.Where(group => _roles.ContainsKey(group.Name)).Select(group => group with { Oid = OidOf(group.Name) })],
        };
        var wasKept = _roles.GetValueOrDefault(wanted.Owner)?.IsKept == true;
        return (database is null && to.OwnerOid is null) || (awake == from && IsOnRecord(awake, to) && !wasKept) ? null : new Change.Adopt(from, to) { OwnerWasKept = wasKept };
    }

    /// <summary>Why the app's objects are not for Carpool to manage; empty where nothing is in the way.</summary>
    public IReadOnlyList<Diagnostic> Misfits(App wanted) =>
    [
        .. Listing(wanted.Database) is { } database ? OfDatabase(database, wanted) : [],
        .. wanted.RoleNames.Where(_roles.ContainsKey).SelectMany(role => OfRole(_roles[role].Role, wanted)),
    ];

    /// <summary>True where the app can come on record, and is not there yet.</summary>
    public bool Allows(App wanted) => Of(wanted) is not null && Misfits(wanted).Count == 0;

    /// <summary>Quarantined databases of the admin's that are not on record, under the names of the manifest where that has their database.</summary>
    public IReadOnlyList<Change.Adopt> Asleep() =>
    [
        .. Candidates().Where(candidate => candidate.Name.IsWhole).Select(candidate => Asleep(candidate.Listing, candidate.Name))
            .Where(adopt => IsProven(adopt.To)),
    ];

    /// <summary>Quarantined databases of the admin's that do not say whose they were: their own name was cut, or that of a role.</summary>
    public IReadOnlyList<Diagnostic> Nameless() =>
    [
        .. Candidates().Where(candidate => !candidate.Name.IsWhole || !IsProven(Asleep(candidate.Listing, candidate.Name).To)).Select(candidate => CatalogCodes.NamelessQuarantine.With(
            $"Database {candidate.Listing.Name} was quarantined, is not on record, and does not say what it was called: its name or that of one of its roles was cut.",
            $"Give it the name it had, {DatabaseSql.Rename(candidate.Listing.Name, new DatabaseName("NAME"))}, its roles likewise, and adopt it under that.",
            candidate.Name.Kept)),
    ];

    private static bool IsOnRecord(App? known, App found) =>
        known is not null && known.Database == found.Database && known.Standing is not AppStanding.Purging && known.OwnerOid == found.OwnerOid
        && (known.DatabaseOid == found.DatabaseOid || (known.DatabaseOid is null && known.Standing is AppStanding.Making))
        && found.RoleOids.All(known.RoleOids.Contains);

    private App? Awake(App wanted) => known.FirstOrDefault(app => app.Name == wanted.Name && app.Standing is not AppStanding.Quarantined);

    private IEnumerable<Diagnostic> OfDatabase(DatabaseListing database, App wanted)
    {
        if (surroundings.ForeignDatabases.TryGetValue(database.Name, out var stack))
        {
            yield return Misfit($"Database {database.Name} is on record for stack {stack}", $"Take app {wanted.Name} out of one of the two manifests.", wanted);
        }
        else if (known.FirstOrDefault(app => app.Name != wanted.Name && app.DatabaseOid == database.Oid) is { } other)
        {
            yield return Misfit($"Database {database.Name} is on record for app {other.Name}", $"Name the app {other.Name} in the manifest, as it was.", wanted);
        }
        else if (Awake(wanted) is { } moved && moved.Database != wanted.Database && moved.DatabaseOid is { } oid && Listing(moved.Database)?.Oid == oid)
        {
            yield return Misfit($"App {wanted.Name} has database {moved.Database} on record, and the manifest says {wanted.Database}", $"Write `database: {moved.Database}` again.", wanted);
        }

        if (database.IsInvalid)
        {
            yield return Misfit($"Database {database.Name} is invalid: a DROP DATABASE was interrupted", $"Finish it with {DatabaseSql.Drop(database.Name)}.", wanted);
        }

        // Of the app's own roles it is told below
        if (!_power.MayActAs(database.Owner) && !wanted.RoleNames.Contains(database.Owner))
        {
            yield return Misfit(
                $"Database {database.Name} belongs to {database.Owner}, for whom the admin {server.Admin.Name} may not act",
                $"As a superuser: {DatabaseSql.SetOwner(database.Name, server.Admin.Name)}; or give app {wanted.Name} another `database:`.",
                wanted);
        }
    }

    private IEnumerable<Diagnostic> OfRole(Role role, App wanted)
    {
        if (surroundings.ForeignRoles.TryGetValue(role.Name, out var stack))
        {
            yield return Misfit($"Role {role.Name} is on record for stack {stack}", $"Take app {wanted.Name} out of one of the two manifests.", wanted);
        }

        var faults = Faults(role, wanted).ToList();
        foreach (var fault in faults)
        {
            yield return Misfit($"Role {role.Name} {fault}, which no role of an app does", "Take that from the role if it is the app's own; else rename it or the app.", wanted);
        }

        if (faults.Count == 0 && !_power.MayGovern(role.Name) && !PlatformNames.IsMadeByApi(role.Name))
        {
            yield return Misfit(
                $"Role {role.Name} was made by somebody else, and the admin {server.Admin.Name} may neither alter nor grant it",
                $"As a superuser: {MembershipSql.Govern(role.Name, server.Admin.Name, server)}",
                wanted);
        }
    }

    private IEnumerable<string> Faults(Role role, App wanted)
    {
        if (role.Name == server.Admin.Name) yield return "is the admin itself";
        if (role.Name == wanted.Owner && role.CanLogin) yield return "owns an app's objects and may log in";
        var meant = wanted.Logins.Any(login => login.Name == role.Name && login.Access is Access.Sync) ? RoleAttributes.Replication | RoleAttributes.BypassRowSecurity : RoleAttributes.None;
        var power = role.Attributes & (role.Name == wanted.Owner ? ~RoleAttributes.None : Untakeable) & ~meant;
        if (power is not RoleAttributes.None) yield return $"has power over the whole cluster ({power})";
        foreach (var owned in surroundings.Dependencies.Where(held => held.Role == role.Name && held is { Kind: DependencyKind.Owns, SharedDatabase: not null } && manifest.All(app => app.Database != held.SharedDatabase)))
        {
            yield return $"owns database {owned.SharedDatabase}";
        }
    }

    /// <summary>What a login is not simply relieved of: a superuser is more than an app's, a replica would break off, and BYPASSRLS is a superuser's to take.</summary>
    private RoleAttributes Untakeable => RoleAttributes.Superuser | RoleAttributes.Replication | (server.Admin.IsSuperuser ? RoleAttributes.None : RoleAttributes.BypassRowSecurity);

    private IEnumerable<(DatabaseListing Listing, QuarantineName Name)> Candidates() =>
        from listing in surroundings.Databases
        let name = QuarantineName.Read(listing.Name.Value)
        where name is not null && !listing.IsInvalid && listing.Owner == server.Admin.Name && !surroundings.ForeignDatabases.ContainsKey(listing.Name)
            && !known.Any(app => app.Database == listing.Name && app.DatabaseOid == listing.Oid)
        select (listing, name);

    /// <summary>Its logins are the owner's members: names alone could be another app's.</summary>
    private Change.Adopt Asleep(DatabaseListing listing, QuarantineName name)
    {
        var from = known.FirstOrDefault(app => app.DatabaseOid == listing.Oid);
        var listed = manifest.FirstOrDefault(app => app.Database.Value == name.Kept);
        var original = new RoleName($"{name.Kept}_owner");
        var owner = new RoleName(Departure.NameOf(original.Value, name.RemovedAt));
        Group[] groups = [.. new[] { Access.Write, Access.Read }
            .Select(access => new Group(access, new(Departure.NameOf(Group.NameOf(new(name.Kept), access).Value, name.RemovedAt))))
            .Where(group => _roles.ContainsKey(group.Name)).Select(group => group with { Oid = OidOf(group.Name) })];
        var accesses = groups.ToDictionary(held => held.Name, held => held.Access);
        accesses[owner] = Access.App;
        var members = surroundings.Memberships.Where(membership => accesses.ContainsKey(membership.Role) && membership.Member != server.Admin.Name)
            .Select(membership => (Name: membership.Member, Access: accesses[membership.Role])).DistinctBy(member => member.Name);
        return new Change.Adopt(from, new App(
            from?.Name ?? listed?.Name ?? name.Kept,
            AppStanding.Quarantined,
            listing.Name,
            owner,
            [.. Paired(members.Select(member => LoginOf(member.Name, member.Access, name)))],
            from?.OnRemove ?? OnRemove.Quarantine,
            IsProtected: false)
        {
            DatabaseOid = listing.Oid,
            OwnerOid = OidOf(owner),
            Groups = [.. groups],
            OriginalDatabase = new DatabaseName(name.Kept),
            OriginalOwner = original,
            RemovedAt = name.RemovedAt,
        });
    }

    /// <summary>Of a role's two logins nothing says which one was handed out: the other is retired.</summary>
    private static IEnumerable<Login> Paired(IEnumerable<Login> logins) => logins
        .GroupBy(login => Login.FirstName(login.Role), StringComparer.Ordinal)
        .OrderBy(alike => alike.Key, StringComparer.Ordinal)
        .SelectMany(alike => alike.OrderBy(login => login.Role, StringComparer.Ordinal).Select((login, index) => login with { Role = alike.Key, Standing = index == 0 ? login.Standing : LoginStanding.Retiring }));

    /// <summary>A login under a role's name, with the mark of the other one where it has that; without a role where nothing says which.</summary>
    private Login LoginOf(RoleName member, Access access, QuarantineName database)
    {
        // A login of an API keeps its name in quarantine
        if (PlatformNames.IsMadeByApi(member)) return new Login(byApi.RoleOf(member, database.Kept) ?? "", member, access) { Oid = OidOf(member), OriginalName = member };
        var prefix = $"{database.Kept}_";
        var original = QuarantineName.Read(member.Value) is { IsWhole: true } name && name.RemovedAt == database.RemovedAt && name.Kept.StartsWith(prefix, StringComparison.Ordinal) ? name.Kept : null;
        return new Login(original?[prefix.Length..] ?? "", member, access) { Oid = OidOf(member), OriginalName = original is null ? null : new RoleName(original) };
    }

    private bool IsProven(App asleep) =>
        asleep.OwnerOid is not null
        && asleep.Logins.All(login => login is { Role.Length: > 0, OriginalName: not null })
        && asleep.RoleNames.All(role => !surroundings.ForeignRoles.ContainsKey(role) && !Faults(_roles[role].Role, asleep).Any());

    private DatabaseListing? Listing(DatabaseName name) => surroundings.Databases.FirstOrDefault(listing => listing.Name == name);

    private uint? OidOf(RoleName role) => _roles.TryGetValue(role, out var listing) ? listing.Oid : null;

    private static Diagnostic Misfit(string what, string fix, App app) => CatalogCodes.NotAdoptable.With($"{what}.", fix, app.Name);
}

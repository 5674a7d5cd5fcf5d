namespace Carpool.State;

/// <summary>What goes on around the objects in scope: never changed, read to know what a change would meet.</summary>
public sealed record Surroundings
{
    /// <summary>Every database of the cluster.</summary>
    public IReadOnlyList<DatabaseListing> Databases { get; init; } = [];

    /// <summary>Every role of the cluster.</summary>
    public IReadOnlyList<RoleListing> Roles { get; init; } = [];

    /// <summary>Every membership of the cluster.</summary>
    public IReadOnlyList<Membership> Memberships { get; init; } = [];

    /// <summary>Every privilege on every database; owners' own are not listed.</summary>
    public IReadOnlyList<DatabaseGrant> DatabaseGrants { get; init; } = [];

    /// <summary>Settings of every role and database.</summary>
    public IReadOnlyList<Setting> Settings { get; init; } = [];

    /// <summary>Sessions of clients, but for our own.</summary>
    public IReadOnlyList<SessionCount> Sessions { get; init; } = [];

    /// <summary>Replication slots.</summary>
    public IReadOnlyList<Slot> Slots { get; init; } = [];

    /// <summary>Transactions that wait for COMMIT PREPARED.</summary>
    public IReadOnlyList<PreparedTransaction> PreparedTransactions { get; init; } = [];

    /// <summary>What depends on which role, all over the cluster (pg_shdepend), but for the built-in roles.</summary>
    public IReadOnlyList<RoleDependency> Dependencies { get; init; } = [];

    /// <summary>Roles that some stack of this registry manages, this one or another.</summary>
    public IReadOnlySet<RoleName> ManagedRoles { get; init; } = new HashSet<RoleName>();

    /// <summary>Logins that this run had a platform make: nobody else's, though nothing on record says so yet.</summary>
    public IReadOnlySet<RoleName> LoginsMadeNow { get; init; } = new HashSet<RoleName>();

    /// <summary>Databases that other stacks have on record, and which stack. They cannot be checked without its key: reason enough to leave them alone.</summary>
    public IReadOnlyDictionary<DatabaseName, string> ForeignDatabases { get; init; } = new Dictionary<DatabaseName, string>();

    /// <summary>Roles that other stacks have on record, likewise.</summary>
    public IReadOnlyDictionary<RoleName, string> ForeignRoles { get; init; } = new Dictionary<RoleName, string>();

    /// <summary>Of the parameters in use, those that an admin who is no superuser may set for others. Empty for a superuser, who may set all.</summary>
    public IReadOnlySet<string> SettableParameters { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What the server would not take of the settings that are to be changed.</summary>
    public IReadOnlyList<RefusedSetting> RefusedSettings { get; init; } = [];

    /// <summary>Locales of the operating system that databases are to be made with, and that the server does not know.</summary>
    public IReadOnlySet<string> UnknownLocales { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The server was built with ICU; true as well where nobody asked.</summary>
    public bool HasIcu { get; init; } = true;

    /// <summary>The extensions that the server could make; empty where no app asks for one.</summary>
    public IReadOnlyList<AvailableExtension> AvailableExtensions { get; init; } = [];

    /// <summary>What the server has for replication; null where no app has a sync engine.</summary>
    public ReplicationLimits? Replication { get; init; }

    /// <summary>What the databases of leaving apps hold.</summary>
    public IReadOnlyList<DatabaseContents> Contents { get; init; } = [];

    /// <summary>True where the role is there, and no grant of anybody's bounds it.</summary>
    internal bool IsSuperuser(RoleName role) => Roles.Any(listing => listing.Role.Name == role && listing.Role.Attributes.HasFlag(RoleAttributes.Superuser));
}

/// <summary>A database of the cluster, whoever it belongs to.</summary>
/// <param name="IsInvalid">An interrupted DROP left it (datconnlimit -2): only DROP DATABASE works on it, ALTER ends our own session.</param>
/// <param name="IsOpen">PUBLIC may connect.</param>
/// <param name="AdminMayGrant">The admin has the owner's privileges, or is a superuser.</param>
/// <param name="AdminMayConnect">The admin holds CONNECT, by any way.</param>
public sealed record DatabaseListing(
    DatabaseName Name,
    uint Oid,
    RoleName Owner,
    bool AllowsConnections,
    bool IsTemplate,
    bool IsInvalid,
    int? ConnectionLimit,
    bool IsOpen,
    bool AdminMayGrant,
    bool AdminMayConnect)
{
    /// <summary>How it sorts, compares and stores text.</summary>
    public DatabaseLocale? Locale { get; init; }

    /// <summary>
    /// True where this is the app's database: the one on record by its oid. A record without an oid is one that an interrupted run
    /// left, or somebody put back; it stands for nothing but a database as CREATE DATABASE leaves it, the admin's and never entered.
    /// </summary>
    public bool IsThatOf(App app, RoleName admin)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.DatabaseOid is { } oid ? Oid == oid : Owner == admin && !AllowsConnections;
    }
}

/// <summary>A role of the cluster, whoever made it.</summary>
public sealed record RoleListing(Role Role, uint Oid)
{
    /// <summary>It owns what is in an app's database, and the app was kept when it left its stack.</summary>
    public bool IsKept { get; init; }

    /// <summary>VALID UNTIL, as the server writes it; null where none was said.</summary>
    public string? ValidUntil { get; init; }

    /// <summary>That time has passed: the role's password is refused.</summary>
    public bool IsExpired { get; init; }
}

/// <summary>How many sessions a role has in a database.</summary>
public sealed record SessionCount(DatabaseName Database, RoleName Role, int Count);

/// <summary>A replication slot; <paramref name="Database"/> is null for a physical one.</summary>
public sealed record Slot(string Name, DatabaseName? Database, bool IsActive, long? RetainedBytes)
{
    /// <summary>The output plugin of a logical one.</summary>
    public string? Plugin { get; init; }

    /// <summary>True where standbys are to keep it up to date (from 17).</summary>
    public bool HasFailover { get; init; }

    /// <summary>True where the server gave up what the slot waited for: it cannot be used any more.</summary>
    public bool IsLost { get; init; }
}

/// <summary>A prepared transaction: it blocks RENAME and DROP of its database, and can only be ended from inside.</summary>
public sealed record PreparedTransaction(string Name, DatabaseName Database, RoleName Owner);

/// <summary>That something depends on a role.</summary>
/// <param name="Database">Null for a shared object: a database's ACL, a tablespace.</param>
/// <param name="SharedDatabase">The database whose owner or ACL it is, where the shared object is one.</param>
public sealed record RoleDependency(RoleName Role, DatabaseName? Database, DatabaseName? SharedDatabase, DependencyKind Kind, int Count);

/// <summary>How something depends on a role (pg_shdepend.deptype).</summary>
public enum DependencyKind
{
    /// <summary>It owns it.</summary>
    Owns,

    /// <summary>It is named in its ACL.</summary>
    InAcl,

    /// <summary>A policy names it.</summary>
    InPolicy,

    /// <summary>Any other way.</summary>
    Other,
}

/// <summary>A value that the server would not take, in its own words.</summary>
/// <param name="Meant">The parameter that was probably meant, where there is none of this name.</param>
public sealed record RefusedSetting(string Parameter, string Value, RefusalReason Why, string Words, string? Meant);

/// <summary>What was wrong with a setting.</summary>
public enum RefusalReason
{
    /// <summary>There is no such parameter.</summary>
    Unknown,

    /// <summary>It is not for the admin to set.</summary>
    Forbidden,

    /// <summary>The value is none for it, or no session has one of its own.</summary>
    Value,
}

/// <summary>What a database holds.</summary>
/// <param name="EstimatedRows">As the planner's statistics have it.</param>
public sealed record DatabaseContents(DatabaseName Database, int Tables, long EstimatedRows, long SizeBytes);

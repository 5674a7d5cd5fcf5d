using System.Text.Json.Serialization;

namespace Carpool.State;

/// <summary>
/// What a cluster holds, or should hold, of the objects in scope: the same type for the actual and the desired state.
/// Every list is sorted by its family's key, so that equal states are equal in bytes.
/// </summary>
public sealed record ClusterState
{
    /// <summary>The apps that the stack manages.</summary>
    public IReadOnlyList<App> Apps { get; init; } = [];

    /// <summary>Databases that every app shares: of their grants only PUBLIC's, the admin's and the watchers' are ours to change.</summary>
    public IReadOnlyList<SharedDatabase> SharedDatabases { get; init; } = [];

    /// <summary>Roles that keep CONNECT on every database.</summary>
    public IReadOnlyList<RoleName> Watchers { get; init; } = [];

    /// <summary>Owners and logins.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>Memberships in the roles above.</summary>
    public IReadOnlyList<Membership> Memberships { get; init; } = [];

    /// <summary>The apps' databases.</summary>
    public IReadOnlyList<Database> Databases { get; init; } = [];

    /// <summary>Privileges on the apps' databases and on the shared ones.</summary>
    public IReadOnlyList<DatabaseGrant> DatabaseGrants { get; init; } = [];

    /// <summary>Settings of the roles and databases above.</summary>
    public IReadOnlyList<Setting> Settings { get; init; } = [];

    /// <summary>Schemas inside the apps' databases.</summary>
    public IReadOnlyList<Schema> Schemas { get; init; } = [];

    /// <summary>Privileges on those schemas.</summary>
    public IReadOnlyList<SchemaGrant> SchemaGrants { get; init; } = [];

    /// <summary>Extensions in the apps' databases.</summary>
    public IReadOnlyList<Extension> Extensions { get; init; } = [];

    /// <summary>Default privileges inside the apps' databases.</summary>
    public IReadOnlyList<DefaultPrivileges> DefaultPrivileges { get; init; } = [];

    /// <summary>Publications that sync engines read.</summary>
    public IReadOnlyList<SyncPublication> Publications { get; init; } = [];

    /// <summary>Replication slots of sync engines that Carpool makes.</summary>
    public IReadOnlyList<SyncSlot> Slots { get; init; } = [];

    /// <summary>Which tables sync engines follow. None in an actual state: it is held against the tables that there are.</summary>
    public IReadOnlyList<SyncScope> SyncScopes { get; init; } = [];

    /// <summary>Tables of databases with a sync engine. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<SyncTable> SyncTables { get; init; } = [];

    /// <summary>Tables, sequences and functions of the apps' databases. None in a desired state: what there is, is the app's own affair; who may use it, the default privileges say.</summary>
    [JsonIgnore]
    public IReadOnlyList<ObjectSet> Objects { get; init; } = [];

    /// <summary>Privileges on single columns in the apps' databases. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<ColumnGrant> ColumnGrants { get; init; } = [];

    /// <summary>What else is in the apps' databases and has an owner. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<OwnedObjects> OwnedObjects { get; init; } = [];

    /// <summary>What in the apps' databases tells roles apart by their names. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<Naming> Namings { get; init; } = [];

    /// <summary>Row security policies in the apps' databases that name roles. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<Policy> Policies { get; init; } = [];

    /// <summary>Whom the foreign servers of the apps' databases know. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<ForeignServerUser> ForeignServerUsers { get; init; } = [];

    /// <summary>Owners of objects in the apps' databases whom the admin can neither be nor act for: what they own stays as it is. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<(DatabaseName Database, RoleName Owner)> OwnersOutOfReach { get; init; } = [];

    /// <summary>Settings of the roles and databases above that nobody asked for and the admin may not take away. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<Setting> SettingsOutOfReach { get; init; } = [];

    /// <summary>The schema that each extension is in. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<Extension, SchemaName> ExtensionHomes { get; init; } = new Dictionary<Extension, SchemaName>();

    /// <summary>Schemas in the apps' databases that hold an extension of their own owner, who is not the app's: they stay theirs. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<Schema> ExtensionSchemas { get; init; } = [];

    /// <summary>The databases whose inside was read; of the others nothing is known but what a new one is born with. A desired state, which is what plans keep, has none.</summary>
    [JsonIgnore]
    public IReadOnlySet<DatabaseName> SeenInside { get; init; } = new HashSet<DatabaseName>();

    /// <summary>Databases in whose ACLs, or in ACLs inside them, a role above is named; for a shared object that is no database, the one that holds the registry. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<(RoleName Role, DatabaseName Database)> PrivilegesElsewhere { get; init; } = [];

    /// <summary>Logins whose password on record the server refuses: somebody changed it. Empty where nobody tried, and in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<RoleName> RefusedLogins { get; init; } = [];

    /// <summary>Logins of which no password is on record: nobody can log in as them to prove anything. None in a desired state.</summary>
    [JsonIgnore]
    public IReadOnlyList<RoleName> LoginsWithoutPassword { get; init; } = [];

    /// <summary>The same without what is inside these databases.</summary>
    public ClusterState Shallow(IReadOnlySet<DatabaseName> databases) => this with
    {
        Schemas = [.. Schemas.Where(schema => !databases.Contains(schema.Database))],
        Extensions = [.. Extensions.Where(extension => !databases.Contains(extension.Database))],
        SchemaGrants = [.. SchemaGrants.Where(grant => !databases.Contains(grant.Database))],
        DefaultPrivileges = [.. DefaultPrivileges.Where(row => !databases.Contains(row.Database))],
        Publications = [.. Publications.Where(publication => !databases.Contains(publication.Database))],
        Slots = [.. Slots.Where(slot => !databases.Contains(slot.Database))],
        SyncScopes = [.. SyncScopes.Where(scope => !databases.Contains(scope.Database))],
    };
}

namespace Carpool.State;

/// <summary>The server and the role we are on it: what decides how a desired state is reached, never what it is.</summary>
/// <param name="VersionNumber">server_version_num, such as 180004.</param>
/// <param name="SystemIdentifier">Which cluster this is; a physical copy has the same. Empty where the admin may not read it.</param>
/// <param name="MaintenanceDatabase">`postgres` if the admin may connect to it, else the database of the admin's URL.</param>
/// <param name="FreeConnections">How many more sessions could be opened just now, by the admin and by logins that are no superusers: what is reserved is left out.</param>
public sealed record Server(
    int VersionNumber,
    string Version,
    string SystemIdentifier,
    bool IsStandby,
    Admin Admin,
    DatabaseName MaintenanceDatabase,
    int FreeConnections)
{
    /// <summary>The timeline of the write-ahead log, eight hex digits: a promotion or a restore counts it up. Null on a standby, and where the admin may not read it.</summary>
    public string? Timeline { get; init; }

    /// <summary>Its configuration makes every transaction of every session read-only, unless the session says otherwise.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>14 to 18.</summary>
    public int Major => VersionNumber / 10_000;

    /// <summary>From 16 a membership has INHERIT and SET options and one row a grantor, and CREATEROLE needs ADMIN on the role.</summary>
    public bool HasMembershipOptions => Major >= 16;

    /// <summary>Up to 15 only a superuser gives REPLICATION; from 16 whoever makes roles and has it.</summary>
    public bool MayGiveReplication => Admin.IsSuperuser || (Major >= 16 && Admin.CanReplicate);

    /// <summary>The same for BYPASSRLS.</summary>
    public bool MayGiveRowSecurityBypass => Admin.IsSuperuser || (Major >= 16 && Admin.BypassesRowSecurity);

    /// <summary>From 17 a logical slot can be kept up to date on standbys.</summary>
    public bool HasFailoverSlots => Major >= 17;

    /// <summary>From 18 generated columns are published where the publication says so, and are missing from a key that is not.</summary>
    public bool PublishesGeneratedColumns => Major >= 18;

    /// <summary>From 15 somebody may be granted SET on a parameter that is for superusers.</summary>
    public bool HasParameterPrivileges => Major >= 15;

    /// <summary>
    /// Schema `public` of a new database belongs to the bootstrap superuser up to 14 and to the database's owner from 15
    /// (pg_database_owner): where it is neither ours nor can be made so, it stays as it is.
    /// </summary>
    public bool MayTakeOverPublicSchema => Major >= 15 || Admin.IsSuperuser;
}

/// <summary>The role that Carpool connects as.</summary>
/// <param name="MaySignalBackends">Has the privileges of pg_signal_backend.</param>
public sealed record Admin(RoleName Name, bool IsSuperuser, bool CanCreateDatabases, bool CanCreateRoles, bool MaySignalBackends)
{
    /// <summary>Has REPLICATION, or is a superuser.</summary>
    public bool CanReplicate { get; init; }

    /// <summary>Has BYPASSRLS, or is a superuser.</summary>
    public bool BypassesRowSecurity { get; init; }
}

/// <summary>A database that every app shares: the maintenance database, `template1`, the registry's own.</summary>
/// <param name="MayClose">False where the admin's REVOKE would be a silent no-op (01006): it stays open by the platform.</param>
/// <param name="AdmitsWatchers">False for the registry's own database: nobody but the admin has business there.</param>
public sealed record SharedDatabase(DatabaseName Name, RoleName Owner, bool MayClose, bool AdmitsWatchers)
{
    /// <summary>A platform's own roles, which keep CONNECT on it whatever they do there.</summary>
    public EquatableList<RoleName> Residents { get; init; } = [];
}

namespace Carpool.State;

/// <summary>What all databases share and only a proof of the walls asks for. Null is what the admin may not read.</summary>
public sealed record SharedGuards
{
    /// <summary>max_connections, less what is kept for superusers and pg_use_reserved_connections.</summary>
    public int UsableConnections { get; init; } = int.MaxValue;

    /// <summary>The server's sockets let any user of its machine connect.</summary>
    public bool HasOpenSockets { get; init; }

    /// <summary>lo_compat_privileges: large objects have no privileges at all.</summary>
    public bool HasOpenLargeObjects { get; init; }

    /// <summary>How each login's password is kept; only a superuser may read it.</summary>
    public IReadOnlyList<StoredPassword>? Passwords { get; init; }

    /// <summary>The lines of pg_hba.conf, in order.</summary>
    public IReadOnlyList<HostRule>? HostRules { get; init; }

    /// <summary>Privileges on parameters, from 15.</summary>
    public IReadOnlyList<ParameterGrant> ParameterGrants { get; init; } = [];

    /// <summary>Who owns a tablespace, or may create in it.</summary>
    public IReadOnlyList<TablespaceUser> TablespaceUsers { get; init; } = [];

    /// <summary>Subscriptions of all databases.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];
}

/// <summary>How a role's password is kept in pg_authid.</summary>
public sealed record StoredPassword(RoleName Role, PasswordKind Kind);

/// <summary>The kinds of stored passwords.</summary>
public enum PasswordKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>An MD5 hash: who reads it can log in with it.</summary>
    Md5,

    /// <summary>A SCRAM verifier.</summary>
    Scram,
}

/// <summary>A line of pg_hba.conf.</summary>
/// <param name="Type">local, host, hostssl, …</param>
/// <param name="Databases">Names, or all, sameuser, samerole, replication.</param>
/// <param name="Users">Names, all, +group, or /expression.</param>
/// <param name="Address">Null for local.</param>
/// <param name="Method">trust, scram-sha-256, peer, …</param>
/// <param name="HasMap">A map of operating-system users stands in its options.</param>
public sealed record HostRule(int Line, string Type, EquatableList<string> Databases, EquatableList<string> Users, string? Address, string Method, bool HasMap);

/// <summary>A privilege on a parameter.</summary>
/// <param name="MayAlterSystem">ALTER SYSTEM, else SET.</param>
public sealed record ParameterGrant(string Parameter, Grantee Grantee, bool MayAlterSystem);

/// <summary>A role that a tablespace lets in.</summary>
/// <param name="IsOwner">It owns it, else it was granted CREATE.</param>
public sealed record TablespaceUser(TablespaceName Tablespace, Grantee Grantee, bool IsOwner);

/// <summary>A subscription: it copies what another server, or this one, publishes.</summary>
/// <param name="Source">Where from; null where the admin may not read it.</param>
public sealed record Subscription(SubscriptionName Name, DatabaseName Database, RoleName Owner, string? Source);


namespace Carpool.State;

/// <summary>An app as the registry knows it: which objects of the cluster belong together, and to whom.</summary>
/// <param name="Database">The name the database has now; a quarantined one carries its long name.</param>
/// <param name="Owner">The NOLOGIN role that owns what is in the database.</param>
/// <param name="Logins">Sorted by role; while a role is rotated it has two.</param>
public sealed record App(
    string Name,
    AppStanding Standing,
    DatabaseName Database,
    RoleName Owner,
    EquatableList<Login> Logins,
    OnRemove OnRemove,
    bool IsProtected)
{
    /// <summary>The logins that are handed out: one a role.</summary>
    public IEnumerable<Login> CurrentLogins => Logins.Where(login => login.Standing is LoginStanding.Current);

    /// <summary>The groups of its `write` and `read` logins, in that order; only those that a login needs.</summary>
    public EquatableList<Group> Groups { get; init; } = [];

    /// <summary>All of its roles, members before what they are members of.</summary>
    public IEnumerable<RoleName> RoleNames => [.. Logins.Select(login => login.Name), .. Groups.Select(group => group.Name), Owner];

    /// <summary>The same with their oids, as far as they exist.</summary>
    public IEnumerable<(RoleName Name, uint? Oid)> RoleOids => [.. Logins.Select(login => (login.Name, login.Oid)), .. Groups.Select(group => (group.Name, group.Oid)), (Owner, OwnerOid)];

    /// <summary>The database's oid, once it exists: a database of the same name with another oid is not ours.</summary>
    public uint? DatabaseOid { get; init; }

    /// <summary>The owner's oid, once it exists.</summary>
    public uint? OwnerOid { get; init; }

    /// <summary>The name the database had while the app was live.</summary>
    public DatabaseName? OriginalDatabase { get; init; }

    /// <summary>The name the owner had while the app was live.</summary>
    public RoleName? OriginalOwner { get; init; }

    /// <summary>When the app was quarantined.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>True for the owner and the logins that may become it: they have all that there is in the database anyway.</summary>
    public bool IsOwners(RoleName role) => role == Owner || Logins.Any(login => login.Name == role && login.Access.IsOwners);

    /// <summary>Who a login's sessions are from their first statement.</summary>
    public RoleName SessionRoleOf(Login login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return login.Access.IsOwners ? Owner : login.Name;
    }
}

/// <summary>Where an app is in its life.</summary>
public enum AppStanding
{
    /// <summary>Its first apply has begun and not ended.</summary>
    Making,

    /// <summary>In use.</summary>
    Live,

    /// <summary>Locked, not yet renamed.</summary>
    Leaving,

    /// <summary>Locked and renamed; nothing deleted.</summary>
    Quarantined,

    /// <summary>Being dropped for good.</summary>
    Purging,
}

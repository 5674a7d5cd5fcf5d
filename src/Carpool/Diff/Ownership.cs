using Carpool.State;

namespace Carpool.Diff;

/// <summary>Which app an object of the desired state belongs to.</summary>
internal sealed class Ownership
{
    private readonly Dictionary<DatabaseName, string> _databases;
    private readonly Dictionary<DatabaseName, RoleName> _owners;
    private readonly Dictionary<RoleName, string> _roles;

    public Ownership(ClusterState desired)
    {
        _databases = desired.Apps.ToDictionary(app => app.Database, app => app.Name);
        _owners = desired.Apps.ToDictionary(app => app.Database, app => app.Owner);
        _roles = desired.Apps.SelectMany(app => app.RoleNames.Select(role => (role, app.Name)))
            .ToDictionary(pair => pair.role, pair => pair.Name);
    }

    /// <summary>The app of a database that is some app's.</summary>
    public string Of(DatabaseName database) => _databases[database];

    /// <summary>The app of a database, or null for a shared one.</summary>
    public string? Find(DatabaseName database) => _databases.GetValueOrDefault(database);

    /// <summary>The app of an owner, group or login.</summary>
    public string Of(RoleName role) => _roles[role];

    /// <summary>The app of a setting, or null where it is neither a login's nor a database's of any app.</summary>
    public string? Find(Setting setting) => setting.Role is { } role ? Find(role) : Find(setting.Database!);

    /// <summary>The owner of what is in a database that is some app's.</summary>
    public RoleName OwnerIn(DatabaseName database) => _owners[database];

    /// <summary>The app of an owner, group or login, or null for anybody else.</summary>
    public string? Find(RoleName role) => _roles.GetValueOrDefault(role);
}

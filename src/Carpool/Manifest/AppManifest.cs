using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest;

/// <summary>One app: a logical database with its roles.</summary>
/// <param name="Name">The key under `apps`.</param>
/// <param name="Database">The database's name; the app's name unless the manifest says otherwise.</param>
/// <param name="Roles">Logins in the order of the file; never empty.</param>
/// <param name="Connections">How many connections the app's logins may use together; null is no limit.</param>
/// <param name="OnRemove">What happens when the app leaves the manifest.</param>
/// <param name="Protect">True refuses any plan that would remove the app.</param>
public sealed record AppManifest(
    string Name,
    DatabaseName Database,
    IReadOnlyList<RoleManifest> Roles,
    int? Connections,
    OnRemove OnRemove,
    bool Protect,
    SourceLocation Location)
{
    /// <summary>The owner that the manifest names; null where it names none.</summary>
    public RoleName? NamedOwner { get; init; }

    /// <summary>The NOLOGIN role that owns everything in the database: <c>DATABASE_owner</c>, unless the manifest names one.</summary>
    public RoleName Owner => NamedOwner ?? new($"{Database.Value}_owner");

    /// <summary>Settings of the database: whoever is in it has them, unless a login's own say otherwise.</summary>
    public IReadOnlyList<SettingManifest> Settings { get; init; } = [];

    /// <summary>Schemas that there must be. `public` needs no mention.</summary>
    public IReadOnlyList<SchemaName> Schemas { get; init; } = [];

    /// <summary>Extensions that there must be.</summary>
    public IReadOnlyList<ExtensionManifest> Extensions { get; init; } = [];

    /// <summary>How the database sorts, compares and stores text; null leaves that to the cluster.</summary>
    public LocaleManifest? Locale { get; init; }

    /// <summary>The groups that its logins need: `write` before `read`.</summary>
    public IReadOnlyList<Group> Groups =>
        [.. Roles.Select(role => role.GroupAccess).OfType<Access>().Distinct().Order().Select(access => new Group(access, Group.NameOf(Database, access)))];
}

using Carpool.Catalog;
using Carpool.State;
using Carpool.Walls;
using Carpool.Walls.Rules;
using Carpool.Walls.Trails;

namespace Carpool.Tests.Walls;

/// <summary>
/// A cluster as facts: apps blog, todo and shop, each with an owner, an app's login and a reader, on a server where every wall stands. A test
/// says what is otherwise.
/// </summary>
internal sealed class WallFacts
{
    public static readonly RoleName Admin = new("admin");
    private static readonly string[] s_apps = ["blog", "shop", "todo"];

    public int Version { get; init; } = 18;

    public List<Membership> Memberships { get; } = [.. s_apps.SelectMany(app => new[] { Member($"{app}_app", $"{app}_owner", inherit: false), Member($"{app}_jobs", $"{app}_read", set: false) })];

    public List<RoleListing> Roles { get; } =
    [
        Role("postgres", RoleAttributes.Superuser), Role("admin", RoleAttributes.CreateRole | RoleAttributes.CreateDatabase),
        .. s_apps.SelectMany(app => new[] { Role($"{app}_app"), Role($"{app}_jobs"), Role($"{app}_owner", canLogin: false), Role($"{app}_read", canLogin: false) }),
    ];

    public List<DatabaseListing> Databases { get; } = [Database("postgres", "admin"), Database("template1", "postgres", isTemplate: true), .. s_apps.Select(app => Database(app, "admin"))];

    public List<DatabaseGrant> Grants { get; } = [.. s_apps.SelectMany(app => new[] { Connect(app, $"{app}_app"), Connect(app, $"{app}_jobs") })];

    public List<Setting> Settings { get; } = [];

    public List<SessionCount> Sessions { get; } = [];

    public List<RoleDependency> Dependencies { get; } = [];

    public SharedGuards Guards { get; init; } = new() { UsableConnections = 97, Passwords = [], HostRules = [] };

    public Dictionary<string, InsideGuards> Insides { get; } = s_apps.ToDictionary(app => app, app => new InsideGuards(new DatabaseName(app)), StringComparer.Ordinal);

    public ClusterState Desired { get; init; } = new();

    /// <summary>True where the stack has its apps on record; else they are databases that somebody made.</summary>
    public bool IsManaged { get; init; } = true;

    public WallView View()
    {
        var open = Grants.Where(grant => grant.Grantee is Grantee.Public && grant.Privilege == Privilege.Connect).Select(grant => grant.Database).ToHashSet();
        var surroundings = new Surroundings
        {
            Databases = [.. Databases.Select(listing => listing with { IsOpen = open.Contains(listing.Name) })],
            Roles = Roles,
            Memberships = Memberships,
            DatabaseGrants = Grants,
            Settings = Settings,
            Sessions = Sessions,
            Dependencies = Dependencies,
        };
        var server = new Server(Version * 10_000, $"{Version}.0", "1", IsStandby: false, new Admin(Admin, IsSuperuser: false, true, true, false), new("postgres"), 90);
        var apps = IsManaged ? s_apps.Select(AppOf).ToList() : [];
        var tenancy = Tenancy.Of(apps, surroundings, new HashSet<DatabaseName> { new("postgres"), new("template1") }, [Admin]);
        return new WallView(server, surroundings, Guards, Insides.ToDictionary(inside => new DatabaseName(inside.Key), inside => inside.Value), tenancy, Desired, new Loopback("db.example", 5432));
    }

    /// <summary>What the rules find: `CP6006 error todo_app: message`.</summary>
    public IReadOnlyList<string> Found() =>
        [.. WallRules.Find(View()).Select(finding => $"{finding.Code.Id} {finding.Severity} {finding.Subject}: {finding.Message}").Order(StringComparer.Ordinal)];

    public static Membership Member(string member, string role, bool inherit = true, bool set = true, bool admin = false, string grantor = "postgres") =>
        new(new(role), new(member), new(grantor), inherit, set, admin);

    public static RoleListing Role(string name, RoleAttributes attributes = RoleAttributes.None, bool canLogin = true, int? limit = null) =>
        new(new Role(new(name), canLogin, true, limit) { Attributes = attributes }, 16_384);

    public static DatabaseListing Database(string name, string owner, bool isTemplate = false) =>
        new(new(name), 16_384, new(owner), AllowsConnections: true, isTemplate, IsInvalid: false, null, IsOpen: false, AdminMayGrant: owner == "admin", AdminMayConnect: true);

    public static DatabaseGrant Connect(string database, string? role, string grantor = "admin", bool isGrantable = false) =>
        new(new(database), Grantee.Of(role), Privilege.Connect, new(grantor), isGrantable);

    private static App AppOf(string app) => new(
        app,
        AppStanding.Live,
        new(app),
        new($"{app}_owner"),
        [new Login("app", new($"{app}_app"), Access.App), new Login("jobs", new($"{app}_jobs"), Access.Read)],
        OnRemove.Quarantine,
        IsProtected: false)
    {
        Groups = [new Group(Access.Read, new($"{app}_read"))],
    };
}

using Carpool.Manifest;
using Carpool.State;
using Carpool.Tests.Manifest;

namespace Carpool.Tests.Diff;

/// <summary>States of a small cluster, desired and drifted, made from draws.</summary>
internal static class States
{
    public static readonly Server Server = new(180_004, "18.4", "1", IsStandby: false, new Admin(new("steward"), false, true, true, false), new("postgres"), 50);

    private static readonly SharedDatabase[] Shared = [new(new("postgres"), new("steward"), MayClose: true, AdmitsWatchers: true), new(new("template1"), new("boss"), MayClose: false, AdmitsWatchers: false)];

    private static readonly RoleName[] Strangers = [new("mallory"), new("prometheus"), new("steward")];

    private static readonly Privilege[] OnDatabases = [Privilege.Connect, Privilege.Create, Privilege.Temporary];

    /// <summary>What a manifest asks for.</summary>
    public static ClusterState Desired(string apps) =>
        Manifests.Accepted($"stack: s\ncluster: local\napps:\n{apps}").ToDesired(Server, Shared);

    /// <summary>What some manifest of up to three apps asks for.</summary>
    public static ClusterState Desired(Draws draws)
    {
        var apps = new List<string>();
        foreach (var name in draws.Shuffle(["blog", "shop", "todo"]))
        {
            if (draws.Below(4) == 0) continue;
            List<string> keys = [];
            if (draws.Flip()) keys.Add($"connections: {1 + draws.Below(3)}");
            if (draws.Flip()) keys.Add($"roles: {{ app: {{}}, worker: {{ access: {draws.Pick(["app", "migrate", "write", "read"])} }}{(draws.Flip() ? ", auditor: { access: read }" : "")} }}");
            if (draws.Flip()) keys.Add($"settings: {{ search_path: [{draws.Pick(["app", "'Odd, One'"])}, public], work_mem: {1 + draws.Below(3)}MB }}");
            if (draws.Flip()) keys.Add($"schemas: [{draws.Pick(["public", "billing", "billing, audit"])}]");
            if (draws.Flip()) keys.Add($"extensions: [{draws.Pick(["citext", "citext, hstore"])}]");
            if (draws.Below(3) == 0) keys.Add($"on_remove: {draws.Pick(["quarantine", "drop", "keep"])}");
            apps.Add($"  {name}: {{ {string.Join(", ", keys)} }}\n");
        }

        return Desired(apps.Count == 0 ? "  blog: {}\n" : string.Concat(apps));
    }

    /// <summary>The state as it is once it is reached: everything has a grantor, and every inside was seen.</summary>
    public static ClusterState Reached(ClusterState desired) => desired with
    {
        Memberships = [.. desired.Memberships.Select(row => row with { Grantor = Server.Admin.Name })],
        DatabaseGrants = [.. desired.DatabaseGrants.Select(grant => grant with { Grantor = Server.Admin.Name })],
        SeenInside = desired.Databases.Select(database => database.Name).ToHashSet(),
    };

    /// <summary>The state after people and other programs had their hands in it.</summary>
    public static ClusterState Drifted(ClusterState state, Draws draws)
    {
        for (var hands = draws.Below(8); hands > 0 && state.Roles.Count > 0 && state.Databases.Count > 0; hands--) state = Touched(state, draws);
        return state;
    }

    private static ClusterState Touched(ClusterState state, Draws draws)
    {
        var role = draws.Pick(state.Roles);
        var database = draws.Pick(state.Databases);
        var somebody = draws.Pick([.. state.Roles.Select(known => known.Name), .. Strangers]);
        switch (draws.Below(12))
        {
            case 0: return state with { Roles = Replaced(state.Roles, role, role with { CanLogin = !role.CanLogin }) };
            case 1: return state with { Roles = Replaced(state.Roles, role, role with { ConnectionLimit = draws.Below(9), Inherits = draws.Flip(), Attributes = (RoleAttributes)draws.Below(32) }) };
            case 2: return state with { Databases = Replaced(state.Databases, database, database with { ConnectionLimit = draws.Below(9), AllowsConnections = draws.Flip() }) };
            case 3: return state with { Databases = Replaced(state.Databases, database, database with { Owner = somebody }) };
            case 4:
                var member = new Membership(role.Name, somebody, draws.Pick(Strangers), draws.Flip(), draws.Flip(), draws.Flip());
                var isKnown = state.Memberships.Any(row => (row.Role, row.Member, row.Grantor) == (member.Role, member.Member, member.Grantor));
                return isKnown || member.Role == member.Member ? state : state with { Memberships = [.. state.Memberships, member] };
            case 5: return state with { Memberships = [.. state.Memberships.Where(_ => draws.Flip())] };
            case 6:
                var grant = new DatabaseGrant(
                    draws.Pick([database.Name, new("postgres")]), draws.Below(3) == 0 ? new Grantee.Public() : new Grantee.Role(somebody), draws.Pick(OnDatabases), draws.Pick(Strangers), draws.Flip());
                return state.DatabaseGrants.Contains(grant) ? state : state with { DatabaseGrants = [.. state.DatabaseGrants, grant] };
            case 7: return state with { DatabaseGrants = [.. state.DatabaseGrants.Where(_ => draws.Flip())] };
            case 8: return state with { Settings = [.. state.Settings.Where(_ => draws.Flip()).Select(setting => setting with { Value = draws.Flip() ? setting.Value : "mallory" })] };
            case 9: return state with { Extensions = [.. state.Extensions.Where(extension => extension.Name.Value != "unheard_of" && draws.Flip()), new(database.Name, new("unheard_of"))] };
            case 10:
                var planted = Setting.Of(draws.Flip() ? role.Name : null, draws.Pick([database.Name, new("postgres")]), draws.Pick(["search_path", "WORK_MEM", "app.Tenant"]), "evil");
                return planted.Role is null && planted.Database != database.Name ? state : state with { Settings = [.. state.Settings.Where(setting => setting.Key != planted.Key), planted] };
            default:
                return state with
                {
                    Schemas = [.. state.Schemas.Select(schema => draws.Flip() ? schema with { Owner = somebody } : schema)],
                    SchemaGrants = [.. state.Schemas.Where(_ => draws.Flip()).Select(schema => new SchemaGrant(schema.Database, schema.Name, new Grantee.Public(), Privilege.Usage, schema.Owner, IsGrantable: false))],
                    DefaultPrivileges = [.. state.DefaultPrivileges.Where(_ => draws.Flip())],
                };
        }
    }

    private static IReadOnlyList<T> Replaced<T>(IReadOnlyList<T> list, T from, T to)
        where T : class =>
        [.. list.Select(item => ReferenceEquals(item, from) ? to : item)];
}

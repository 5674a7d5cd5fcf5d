using Carpool.State;
using Shouldly;

namespace Carpool.IntegrationTests.Scenarios;

/// <summary>What a cluster holds against what it should hold, as sets of lines.</summary>
internal static class ReadBack
{
    public static void ShouldMatch(ClusterState actual, ClusterState desired)
    {
        var roles = desired.Roles.Select(role => role.Name).ToHashSet();
        var databases = desired.Databases.Select(database => database.Name).ToHashSet();
        var closed = desired.SharedDatabases.Where(database => database.MayClose).Select(database => database.Name).ToHashSet();
        var governed = desired.Schemas.Select(schema => (schema.Database, schema.Name)).ToHashSet();
        var owners = desired.Apps.Select(app => (app.Database, app.Owner)).ToHashSet();

        Same("apps", actual.Apps.Where(app => app.Standing is not AppStanding.Quarantined).Select(Shown), desired.Apps.Select(Shown));
        actual.Apps.ShouldAllBe(app => app.DatabaseOid > 0 && app.OwnerOid > 0 && app.Logins.All(login => login.Oid > 0));
        Same("roles", actual.Roles.Where(role => roles.Contains(role.Name)), desired.Roles);
        Same("memberships", actual.Memberships.Where(row => roles.Contains(row.Role)).Select(row => row with { Grantor = null }), desired.Memberships);
        Same("databases", actual.Databases.Where(database => databases.Contains(database.Name)).Select(database => database with { Locale = null }), desired.Databases.Select(database => database with { Locale = null }));
        desired.Databases.ShouldAllBe(wanted => wanted.Locale == null || wanted.Locale.IsMetBy(actual.Databases.Single(database => database.Name == wanted.Name).Locale!));
        Same("extensions", actual.Extensions.Select(extension => (extension.Database, extension.Name)).Intersect(desired.Extensions.Select(extension => (extension.Database, extension.Name))), desired.Extensions.Select(extension => (extension.Database, extension.Name)));
        Same(
            "grants on the apps' databases",
            actual.DatabaseGrants.Where(grant => databases.Contains(grant.Database)).Select(grant => grant with { Grantor = null }),
            desired.DatabaseGrants.Where(grant => databases.Contains(grant.Database)));
        actual.DatabaseGrants.ShouldAllBe(grant => !(closed.Contains(grant.Database) && grant.Grantee is Grantee.Public), "a shared database is open");
        desired.DatabaseGrants.Where(grant => closed.Contains(grant.Database)).Select(grant => grant.ToString())
            .Except(actual.DatabaseGrants.Select(grant => (grant with { Grantor = null, IsGrantable = false }).ToString()), StringComparer.Ordinal).ShouldBeEmpty();
        Same("settings", actual.Settings.Where(setting => setting.Role is { } role ? roles.Contains(role) : databases.Contains(setting.Database!)), desired.Settings);

        // An app may have dropped its `public`
        actual.Schemas.Where(schema => governed.Contains((schema.Database, schema.Name))).Except(desired.Schemas).ShouldBeEmpty("schemas");
        Same("grants on schemas", actual.SchemaGrants.Where(grant => governed.Contains((grant.Database, grant.Schema))).Select(grant => grant with { Grantor = null }), desired.SchemaGrants);
        Same("default privileges", actual.DefaultPrivileges.Where(row => owners.Contains((row.Database, row.Creator))), desired.DefaultPrivileges);
    }

    private static void Same<T>(string family, IEnumerable<T> actual, IEnumerable<T> desired) =>
        Lines(actual).ShouldBe(Lines(desired), family);

    private static IReadOnlyList<string> Lines<T>(IEnumerable<T> items) => [.. items.Select(item => $"{item}").Order(StringComparer.Ordinal)];

    private static string Shown(App app) =>
        $"{app.Name} {app.Standing} {app.Database} {app.Owner} {app.OnRemove} {app.IsProtected} {string.Join(", ", app.Logins.Select(login => $"{login.Role} {login.Name} {login.Access}").Order(StringComparer.Ordinal))}";
}

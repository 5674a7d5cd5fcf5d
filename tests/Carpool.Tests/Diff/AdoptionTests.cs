using Carpool.Diff;
using Carpool.Manifest;
using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Diff;

/// <summary>What comes on record of a cluster whose registry is lost or old. Real ones are in the integration tests.</summary>
public sealed class AdoptionTests
{
    private static readonly App s_blog = States.Desired("  blog: { roles: { app: {}, worker: {} } }\n").Apps[0];

    private static readonly Surroundings s_whole = new()
    {
        Databases = [Listed("blog", 100)],
        Roles = [Listed("blog_owner", 201, canLogin: false), Listed("blog_app", 202, canLogin: true), Listed("blog_worker", 203, canLogin: true)],
        Memberships = [.. new[] { "blog_owner", "blog_app", "blog_worker" }.Select(role => new Membership(new(role), States.Server.Admin.Name, null, Inherit: false, Set: false, Admin: true))],
    };

    [Fact]
    public void What_is_there_comes_on_record_with_its_oids()
    {
        var adopt = Of([], s_whole).Of(s_blog).ShouldNotBeNull();
        (adopt.From, adopt.Action, adopt.To.Standing, adopt.To.DatabaseOid, adopt.To.OwnerOid).ShouldBe((null, ChangeAction.Create, AppStanding.Live, 100u, 201u));
        adopt.To.Logins.Select(login => (login.Role, login.Oid)).ShouldBe([("app", 202u), ("worker", 203u)]);
        Of([], s_whole).Misfits(s_blog).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_plain_admin_lacks_is_named()
    {
        var theirs = s_whole with { Memberships = [], Databases = [s_whole.Databases[0] with { Owner = new("blog_app") }] };
        Of([], theirs).Misfits(s_blog).Select(misfit => misfit.Fix).ShouldBe(
        [
            "As a superuser: GRANT \"blog_app\" TO \"steward\" WITH ADMIN TRUE, INHERIT FALSE, SET FALSE",
            "As a superuser: GRANT \"blog_worker\" TO \"steward\" WITH ADMIN TRUE, INHERIT FALSE, SET FALSE",
            "As a superuser: GRANT \"blog_owner\" TO \"steward\" WITH ADMIN TRUE, INHERIT FALSE, SET FALSE",
        ]);
        Of([], s_whole with { Databases = [s_whole.Databases[0] with { Owner = new("postgres") }] }).Misfits(s_blog).Single().Fix!.ShouldStartWith("As a superuser: ALTER DATABASE \"blog\" OWNER TO \"steward\"");
        new Adoption([], [], theirs, States.Server with { Admin = States.Server.Admin with { IsSuperuser = true } }, ApiNames.None).Misfits(s_blog).ShouldBeEmpty();
    }

    [Fact]
    public void A_login_may_own_its_database_and_those_of_the_manifest_and_no_other()
    {
        var owning = s_whole with { Dependencies = [.. new[] { "blog", "shop" }.Select(database => new RoleDependency(new("blog_app"), null, new(database), DependencyKind.Owns, 1))] };
        Of([], owning, s_blog).Misfits(s_blog).Single().Message.ShouldBe("Role blog_app owns database shop, which no role of an app does.");
        Of([], owning, s_blog, s_blog with { Name = "shop", Database = new("shop") }).Misfits(s_blog).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_on_record_is_left_alone()
    {
        var known = Of([], s_whole).Of(s_blog)!.To;
        Of([known], s_whole).Of(s_blog).ShouldBeNull();
        Of([known with { DatabaseOid = 99 }], s_whole).Of(s_blog).ShouldNotBeNull().Action.ShouldBe(ChangeAction.Update);
        Of([known with { Logins = [known.Logins[0]] }], s_whole).Of(s_blog).ShouldNotBeNull("a login that is not on record");
    }

    [Fact]
    public void A_login_that_is_not_there_is_for_up_to_make() =>
        Of([], s_whole with { Roles = [.. s_whole.Roles.Take(2)] }).Of(s_blog)!.To.Logins.Select(login => login.Role).ShouldBe(["app"]);

    [Fact]
    public void A_login_that_left_the_manifest_stays_on_record_until_up_drops_it()
    {
        var known = Of([], s_whole).Of(s_blog)!.To with { DatabaseOid = 99 };
        var listed = s_blog with { Logins = [s_blog.Logins[0]] };
        Of([known], s_whole).Of(listed)!.To.Logins.Select(login => login.Role).ShouldBe(["app", "worker"]);
    }

    [Fact]
    public void An_app_that_came_back_since_takes_the_record_of_its_quarantine_along()
    {
        var asleep = s_blog with { Standing = AppStanding.Quarantined, Database = new("blog~abcdef~removed~20260102-030405"), DatabaseOid = 100 };
        Of([asleep], s_whole).Of(s_blog)!.From.ShouldBe(asleep);
    }

    [Fact]
    public void A_quarantined_database_brings_the_members_of_its_owner()
    {
        var now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var (database, owner, login, stranger) = (Departure.NameOf("blog", now), Departure.NameOf("blog_owner", now), Departure.NameOf("blog_app", now), Departure.NameOf("blog_other", now));
        var surroundings = new Surroundings
        {
            Databases = [Listed(database, 100)],
            Roles = [Listed(owner, 201, canLogin: false), Listed(login, 202, canLogin: false), Listed(stranger, 203, canLogin: false)],
            Memberships = [new(new(owner), new(login), null, Inherit: false, Set: true, Admin: false), new(new(owner), States.Server.Admin.Name, null, Inherit: false, Set: false, Admin: true)],
        };

        var adopt = Of([], surroundings).Asleep().ShouldHaveSingleItem();

        (adopt.To.Name, adopt.To.Standing, adopt.To.OriginalDatabase!.Value, adopt.To.RemovedAt).ShouldBe(("blog", AppStanding.Quarantined, "blog", now));
        adopt.To.Logins.ShouldHaveSingleItem().ShouldBe(new Login("app", new(login), Access.App) { Oid = 202, OriginalName = new("blog_app") });
        Of([adopt.To], surroundings).Asleep().ShouldBeEmpty();
        Of([], surroundings with { ForeignDatabases = new Dictionary<DatabaseName, string> { [new(database)] = "other" } }).Asleep().ShouldBeEmpty();
        Of([], surroundings with { Databases = [Listed(database, 100) with { Owner = new("mallory") }] }).Asleep().ShouldBeEmpty();
        Of([], surroundings with { Roles = [.. surroundings.Roles.Skip(1)] }).Asleep().ShouldBeEmpty("an owner that is not there");
        Of([], surroundings, s_blog with { Name = "journal" }).Asleep().Single().App.ShouldBe("journal", "the manifest knows the database by another name");
    }

    [Fact]
    public void Logins_of_an_API_in_quarantine_are_known_by_what_they_are_displayed_as()
    {
        var now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var owner = Departure.NameOf("blog_owner", now);
        RoleName[] logins = [new("pscale_api_bbb"), new("pscale_api_aaa"), new("pscale_api_ccc")];
        var surroundings = new Surroundings
        {
            Databases = [Listed(Departure.NameOf("blog", now), 100)],
            Roles = [Listed(owner, 201, canLogin: false), .. logins.Select((login, index) => Listed(login.Value, 202 + (uint)index, canLogin: true))],
            Memberships = [.. logins.Select(login => new Membership(new(owner), login, null, Inherit: false, Set: true, Admin: false))],
        };
        ApiNames Shown(params string[] names) => new(ApiNames.None.Names, names.Select((name, index) => (name, login: logins[index])).ToDictionary(pair => pair.login, pair => pair.name));

        new Adoption([], [], surroundings, States.Server, Shown("blog_app~2", "blog_app (replaced)", "blog_jobs~2")).Asleep().ShouldHaveSingleItem().To.Logins
            .Select(login => (login.Role, login.Name, login.OriginalName, login.Standing))
            .ShouldBe([("app", logins[1], logins[1], LoginStanding.Current), ("app", logins[0], logins[0], LoginStanding.Retiring), ("jobs", logins[2], logins[2], LoginStanding.Current)]);
        new Adoption([], [], surroundings, States.Server, Shown("blog_app", "blog_jobs", "todo_app")).Asleep().ShouldBeEmpty("one of them says it is another app's");
    }

    [Fact]
    public void A_refused_password_is_renewed_for_logins_that_stay()
    {
        var actual = States.Reached(States.Desired("  blog: { roles: { app: {}, worker: {} } }\n")) with { RefusedLogins = [new("blog_app"), new("blog_worker"), new("nobody")] };
        StateDiff.Between(actual, States.Desired("  blog: {}\n"), DateTimeOffset.UnixEpoch).OfType<Change.RenewCredential>().Select(renew => (renew.Login.Name.Value, renew.IsRefused)).ShouldBe([("blog_app", true)]);
    }

    private static Adoption Of(IReadOnlyList<App> known, Surroundings surroundings, params IReadOnlyList<App> manifest) => new(known, manifest, surroundings, States.Server, ApiNames.None);

    private static DatabaseListing Listed(string name, uint oid) =>
        new(new(name), oid, States.Server.Admin.Name, AllowsConnections: true, IsTemplate: false, IsInvalid: false, null, IsOpen: false, AdminMayGrant: true, AdminMayConnect: true);

    private static RoleListing Listed(string name, uint oid, bool canLogin) => new(new Role(new(name), canLogin, Inherits: false, null), oid);
}

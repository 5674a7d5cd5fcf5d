using Carpool.Manifest;
using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Manifest;

public sealed class ManifestAcceptanceTests
{
    [Fact]
    public void The_smallest_useful_file_is_two_lines()
    {
        var manifest = Manifests.Accepted("cluster: local\napps: [blog, todo]\n");
        manifest.Stack.ShouldBe("local");
        manifest.Cluster.ShouldBeOfType<ClusterManifest.Local>();
        manifest.File.ShouldBe(System.IO.Path.GetFullPath(Manifests.Path));
        manifest.Apps.Select(app => app.Name).ShouldBe(["blog", "todo"]);
        var blog = manifest.Apps[0];
        (blog.Database.Value, blog.Owner.Value, blog.Connections, blog.OnRemove, blog.Protect).ShouldBe(("blog", "blog_owner", null, OnRemove.Quarantine, false));
        (blog.Location.Line, blog.Location.Column).ShouldBe((2, 8));
        var role = blog.Roles.ShouldHaveSingleItem();
        (role.Name, role.Login.Value, role.Access, role.Connections).ShouldBe(("app", "blog_app", Access.App, null));
    }

    [Fact]
    public void Names_are_kept()
    {
        var manifest = Manifests.Accepted("apps: { a: { owner: people, roles: { app: { login: \"odd One\" }, b: { access: read } } }, b: { roles: { app: { login: b_owner } }, owner: b_holder } }");
        manifest.Apps.Select(app => (app.Owner.Value, string.Join(',', app.Roles.Select(role => role.Login.Value)))).ShouldBe([("people", "odd One,a_b"), ("b_holder", "b_owner")]);

        // Nothing is derived from a database's name that an app says itself
        var database = new string('d', 63);
        Manifests.Accepted($"apps: {{ a: {{ database: {database}, owner: o, roles: {{ app: {{ login: l }} }} }} }}").Apps[0].Owner.Value.ShouldBe("o");
    }

    [Fact]
    public void Every_supported_key_arrives()
    {
        var manifest = Manifests.Accepted(
            """
            stack: clown-car
            cluster:
              url: ${URL}
              pooler: { host: pool.example.com, port: 6432 }
              watchers: [prometheus, pscale_monitor]
            defaults: { connections: 20 }
            apps:
              blog:
              shop:
                database: shop_prod
                roles:
                  app: {}
                  jobs: { access: app, connections: 3 }
                connections: "${LIMIT}"
                on_remove: drop
                protect: true
              kept: { on_remove: keep }
            """,
            Manifests.Environment(("URL", "postgresql://admin:pw@db/postgres"), ("LIMIT", "7")));
        manifest.Stack.ShouldBe("clown-car");
        var cluster = manifest.Cluster.ShouldBeOfType<ClusterManifest.Url>();
        cluster.AdminUrl.ShouldBe("postgresql://admin:pw@db/postgres");
        (cluster.Location.Line, cluster.Location.Column).ShouldBe((3, 8));
        cluster.Pooler.ShouldBe(new PoolerManifest("pool.example.com", 6432));
        cluster.Watchers.Select(watcher => watcher.Value).ShouldBe(["prometheus", "pscale_monitor"]);
        manifest.ToString().ShouldNotContain("pw");
        manifest.Apps.Select(app => (app.Name, app.Database.Value, app.Connections, app.OnRemove, app.Protect)).ShouldBe(
        [
            ("blog", "blog", 20, OnRemove.Quarantine, false),
            ("shop", "shop_prod", 7, OnRemove.Drop, true),
            ("kept", "kept", 20, OnRemove.Keep, false),
        ]);
        manifest.Apps[1].Roles.Select(role => (role.Name, role.Login.Value, role.Connections)).ShouldBe([("app", "shop_prod_app", null), ("jobs", "shop_prod_jobs", 3)]);
    }

    [Fact]
    public void A_branch_on_PlanetScale()
    {
        var least = Manifests.Accepted("stack: s\ncluster: { planetscale: { organization: o, database: d } }\napps: [blog]");
        var branch = least.Cluster.ShouldBeOfType<ClusterManifest.PlanetScale>().Branch;
        branch.Bouncer.ShouldBeNull();
        (branch.Organization, branch.Database, branch.Branch, branch.UsesDefaultRole, branch.AdminUrl, branch.Token, branch.Api, branch.AuthorityFile).ShouldBe(("o", "d", "main", false, null, null, null, null));

        var all = Manifests.Accepted(
            """
            stack: s
            cluster:
              planetscale: { organization: o, database: d, branch: dev, admin: default, url: "${URL}", logins: sql, token_id: "${ID}", token: "${TOKEN}", api: "http://127.0.0.1:1/v1", ca: ca.pem }
              pooler: { host: h, port: 6433 }
              watchers: [w]
            apps: [blog]
            """,
            Manifests.Environment(("URL", "postgresql://postgres.dev1:s3cret@h/postgres"), ("ID", "i"), ("TOKEN", "s3cret")));
        branch = all.Cluster.ShouldBeOfType<ClusterManifest.PlanetScale>().Branch;
        (branch.Branch, branch.UsesDefaultRole, branch.TokenId, branch.Token, branch.Api, branch.AuthorityFile).ShouldBe(("dev", true, "i", "s3cret", "http://127.0.0.1:1/v1", "ca.pem"));
        Manifests.Accepted("stack: s\ncluster: { planetscale: { organization: o, database: d, bouncer: web } }\napps: [blog]").Cluster.ShouldBeOfType<ClusterManifest.PlanetScale>().Branch.Bouncer.ShouldBe("web");
        branch.AdminUrl.ShouldBe("postgresql://postgres.dev1:s3cret@h/postgres");
        all.Cluster.Pooler.ShouldBe(new PoolerManifest("h", 6433));
        all.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public void What_a_database_has_is_declared()
    {
        var shop = Manifests.Accepted(
            """
            defaults: { settings: { statement_timeout: 30s, Lock_Timeout: 5000, jit: false } }
            apps:
              shop:
                schemas: [public, billing, "Odd, One"]
                extensions: [citext, uuid-ossp]
                settings: { jit: true, DateStyle: [ISO, DMY], app.Tenant: "${TENANT}" }
                locale: { provider: icu, locale: de-AT, encoding: UTF8 }
                roles:
                  app: { settings: { LOCK_TIMEOUT: 0 } }
                  mover: { access: migrate }
            """,
            Manifests.Environment(("TENANT", "seven"))).Apps.ShouldHaveSingleItem();
        shop.Schemas.Select(schema => schema.Value).ShouldBe(["public", "billing", "Odd, One"]);
        shop.Extensions.Select(extension => extension.Name.Value).ShouldBe(["citext", "uuid-ossp"]);
        shop.Locale!.Locale.ShouldBe(new DatabaseLocale(LocaleProvider.Icu, "de-AT", "UTF8"));
        Shown(shop.Settings).ShouldBe(["jit=true", "datestyle=ISO, DMY", "app.Tenant=seven"]);
        Shown(shop.Roles[0].Settings).ShouldBe(["lock_timeout=0", "statement_timeout=30s"], "its own, then of the defaults what neither it nor its app says");
        shop.Roles[1].Settings.ShouldBeEmpty("defaults are not for who migrates");
    }

    /// <summary>As text the server's own syntax holds, as a list each item is a name.</summary>
    [Theory]
    [InlineData("search_path: 'Billing, \"$user\",public'", "search_path=billing, \"$user\", public")]
    [InlineData("search_path: [Billing, $user, 'a, b', 'q\"', 2]", "search_path=\"Billing\", \"$user\", \"a, b\", \"q\"\"\", \"2\"")]
    [InlineData("SEARCH_PATH: billing", "search_path=billing")]
    [InlineData("search_path: []", "search_path=\"\"")]
    [InlineData("search_path: ''", "search_path=\"\"")]
    [InlineData("session_preload_libraries: '$libdir/Plugins/a b.so , auto_explain'", "session_preload_libraries=\"$libdir/Plugins/a b.so\", auto_explain")]
    [InlineData("work_mem: 8MB", "work_mem=8MB")]
    [InlineData("statement_timeout: 0", "statement_timeout=0")]
    [InlineData("application_name: 'a, \"b'", "application_name=a, \"b")]
    [InlineData("application_name: ''", "application_name=")]
    [InlineData("plpgsql.extra_warnings: [shadowed_variables, too_many_rows]", "plpgsql.extra_warnings=shadowed_variables, too_many_rows")]
    public void A_setting_is_text_or_a_list(string written, string read) =>
        Shown(Manifests.Accepted($"apps: {{ a: {{ settings: {{ {written} }} }} }}").Apps[0].Settings).ShouldBe([read]);

    [Theory]
    [InlineData("{ locale: C }", LocaleProvider.Libc, "C", null)]
    [InlineData("{ provider: libc }", LocaleProvider.Libc, null, null)]
    [InlineData("{ provider: builtin, locale: C.UTF-8 }", LocaleProvider.Builtin, "C.UTF-8", null)]
    [InlineData("{ encoding: LATIN1 }", null, null, "LATIN1")]
    public void A_locale_says_no_more_than_it_must(string written, LocaleProvider? provider, string? locale, string? encoding) =>
        Manifests.Accepted($"apps: {{ a: {{ locale: {written} }} }}").Apps[0].Locale!.Locale.ShouldBe(new DatabaseLocale(provider, locale, encoding));

    [Theory]
    [InlineData("apps: [\"o'brien\"]", "o'brien")]
    [InlineData("apps: ['x\"; drop database postgres; --']", "x\"; drop database postgres; --")]
    [InlineData("apps: [' a b ']", " a b ")]
    [InlineData("apps: ['%s', SELECT, Blog, blog, 日本, 😀]", "%s", "SELECT", "Blog", "blog", "日本", "😀")]
    [InlineData("apps: [123, 1.10, 'null', \"true\"] ", "123", "1.10", "null", "true")]
    [InlineData("apps:\n  ${A}: {}\n  007:", "${A}", "007")]
    [InlineData("\uFEFFapps: [PUBLIC, PG_x]", "PUBLIC", "PG_x")]
    [InlineData("apps: []")]
    [InlineData("apps: {}")]
    [InlineData("%YAML 1.2\n---\napps: [a]\n...\n", "a")]
    [InlineData("{\"apps\": [\"a\"], \"cluster\": \"local\"}", "a")]
    public void Names_are_what_people_type(string text, params string[] names) =>
        Manifests.Accepted(text).Apps.Select(app => app.Name).ShouldBe(names);

    [Theory]
    [InlineData("$${A}", "${A}")]
    [InlineData("$$${A}", "$${A}")]
    [InlineData("${A}$B$", "x$B$")]
    [InlineData("a${A}b${A}", "axbx")]
    [InlineData("${NESTED}", "${A}")]
    public void The_environment_is_read_once(string written, string database) =>
        Manifests.Accepted($"apps: {{ a: {{ database: '{written}' }} }}", Manifests.Environment(("A", "x"), ("NESTED", "${A}")))
            .Apps[0].Database.Value.ShouldBe(database);

    [Fact]
    public void Names_may_use_all_the_room_there_is()
    {
        var database = new string('a', 57);
        Manifests.Accepted($"apps: [{database}]").Apps[0].Owner.Value.Length.ShouldBe(63);
        Manifests.Accepted($"apps: {{ x: {{ database: {new string('b', 56)}, roles: {{ jobs: }} }} }}").Apps[0].Roles[0].Login.Value.Length.ShouldBe(61);
    }

    [Fact]
    public void A_stack_may_leave_its_default_name() => Manifests.Accepted("stack: a-B_1.c\napps: []").Stack.ShouldBe("a-B_1.c");

    private static IEnumerable<string> Shown(IEnumerable<SettingManifest> settings) => settings.Select(setting => $"{setting.Parameter}={setting.Value}");
}

using Shouldly;
using Xunit;

namespace Carpool.Tests.Manifest;

/// <summary>What each mistake is told: place, code, words.</summary>
public sealed class ManifestRefusalTests
{
    private const string Long57 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public static TheoryData<string, string> Mistakes => new()
    {
        // Not YAML
        { "apps: [a", "2:1 CP1001 This is not YAML: while parsing a flow sequence" },
        { "apps:\n  blog:\n\tdatabase: x", "3:1 CP1001 This is not YAML: while scanning a mapping, found invalid tab" },
        { "apps: {a: {}\nstack: s", "1:12 CP1001 This is not YAML" },
        { "apps: [a]\nstack: \"a\0b\"", "2:10 CP1001 This is not YAML: the character U+0000 is not allowed" },
        { "apps: [\"\\ud800\"]", "1:8 CP1001 This is not YAML: while scanning a quoted scalar" },
        { "apps: { a: { database: ${A} } }", "1:25 CP1001 This is not YAML" },
        { "apps: ['😀', b, \"c\" d]", "1:21 CP1001 This is not YAML" },

        // YAML that is no manifest
        { "apps: &x [a]", "1:7 CP1005 The anchor '&x' is not allowed" },
        { "apps: [a, *x]", "1:11 CP1005 The alias '*x' is not allowed" },
        { "apps:\n  - !foo a", "2:5 CP1006 The tag '!foo' is not allowed" },
        { "apps: ! []", "1:7 CP1006 The tag '!' is not allowed" },
        { "apps: [a]\n---\napps: [b]", "2:1 CP1007 A second document begins here" },
        { new string('[', 33) + new string(']', 33), "1:1 CP1012 The manifest is a list; a mapping with `stack`, `cluster`, `defaults` and `apps` is wanted\n1:33 CP1008 Lists and mappings stand more than 32 levels" },

        // Keys
        { "aps: [blog]", "1:1 CP1010 The manifest has no key 'aps'; did you mean 'apps'?" },
        { "apps:\n  a: { on_remov: keep }", "2:8 CP1010 `apps.a` has no key 'on_remov'; did you mean 'on_remove'?" },
        { "apps: []\nfrobnicate: 1", "2:1 CP1010 The manifest has no key 'frobnicate'" },
        { "apps: []\npostgres://u:pw@h/d: 1", "2:1 CP1010 The manifest has no key '********'" },
        { "apps: [a]\napps: [b]", "2:1 CP1011 The key `apps` is there twice: here and in line 1, column 1" },
        { "apps:\n  blog: {}\n  blog: {}", "3:3 CP1011 The app 'blog' is there twice: here and in line 2, column 3" },
        { "apps: [blog, 'blog']", "1:14 CP1011 The app 'blog' is there twice: here and in line 1, column 8" },
        { "apps: { a: { roles: { x: , x: } } }", "1:28 CP1011 The role 'x' is there twice: here and in line 1, column 23" },
        { "stack: s\ncluster: { url: 'postgres://h', watchers: [w, w] }\napps: []", "2:47 CP1011 The role 'w' is there twice: here and in line 2, column 44" },
        { "", "1:1 CP1013 The manifest lacks the key 'apps'" },
        { "# nothing\n", "1:1 CP1013 The manifest lacks the key 'apps'" },
        { "stack: s\ncluster: {}\napps: []", "2:10 CP1013 `cluster` lacks the key 'url'" },
        { "stack: s\ncluster: { url: 'postgres://h', pooler: { host: h } }\napps: []", "2:41 CP1013 `cluster.pooler` lacks the key 'port'" },
        { "cluster: { url: 'postgres://h' }\napps: []", "1:1 CP1013 The manifest lacks the key 'stack'" },

        // Types and values
        { "[a]", "1:1 CP1012 The manifest is a list; a mapping with `stack`, `cluster`, `defaults` and `apps` is wanted" },
        { "apps:", "1:6 CP1012 `apps` is empty; a list of app names, or a mapping of app names, is wanted" },
        { "apps: blog", "1:7 CP1012 `apps` is the text 'blog'; a list of app names" },
        { "apps: [~]", "1:8 CP1012 A name of `apps` is null; the app's name is wanted" },
        { "apps: { true: {} }", "1:9 CP1012 A name of `apps` is true; the app's name is wanted" },
        { "apps:\n  - blog: {}", "2:5 CP1012 A name of `apps` is a mapping; the app's name is wanted" },
        { "apps: []\n? [a]\n: b", "2:3 CP1012 A list or a mapping stands where a key belongs" },
        { "apps: { a: { connections: '20' } }", "1:27 CP1012 `apps.a.connections` is the text '20'; a whole number from 1 to 100000 is wanted" },
        { "apps: { a: { connections: 010 } }", "1:27 CP1012 `apps.a.connections` is the text '010'" },
        { "apps: { a: { connections: 1.5 } }", "1:27 CP1012 `apps.a.connections` is the text '1.5'" },
        { "apps: { a: { protect: yes } }", "1:23 CP1012 `apps.a.protect` is the text 'yes'; true or false is wanted" },
        { "apps: { a: { database: [x] } }", "1:24 CP1012 `apps.a.database` is a list; some text is wanted" },
        { "apps: { a: { database: true } }", "1:24 CP1012 `apps.a.database` is true; some text is wanted" },
        { "apps: { a: { roles: {} } }", "1:21 CP1012 `apps.a.roles` is empty; at least one role is wanted" },
        { "apps: { a: { roles: [app] } }", "1:21 CP1012 `apps.a.roles` is a list; a mapping of role names is wanted" },
        { "apps: { a: 5 }", "1:12 CP1012 `apps.a` is the number 5; a mapping with" },
        { "cluster: postgres://me:pw@h/d\napps: []", "1:10 CP1012 `cluster` is the text '********'; `local` or a mapping with `url`" },
        { "apps: { a: { connections: 0 } }", "1:27 CP1014 `apps.a.connections` is 0; a whole number from 1 to 100000 is wanted" },
        { "apps: { a: { connections: -1 } }", "1:27 CP1014 `apps.a.connections` is -1" },
        { "defaults: { connections: 100001 }\napps: []", "1:26 CP1014 `defaults.connections` is 100001" },
        { "apps: { a: { connections: 99999999999999999999 } }", "1:27 CP1014 `apps.a.connections` is 99999999999999999999" },
        { "stack: s\ncluster: { url: 'postgres://h', pooler: { host: h, port: 65536 } }\napps: []", "2:58 CP1014 `cluster.pooler.port` is 65536; a whole number from 1 to 65535 is wanted" },
        { "apps: { a: { on_remove: qarantine } }", "1:25 CP1015 `apps.a.on_remove` is 'qarantine'; `quarantine`, `drop` or `keep` is wanted; did you mean 'quarantine'?" },
        { "apps: { a: { roles: { r: { access: admin } } } }", "1:36 CP1015 `apps.a.roles.r.access` is 'admin'; `app`, `migrate`, `write` or `read` is wanted" },
        { "stack: s\ncluster:\n  planetscale: { organization: o, database: d }\n  url: postgres://h\napps: []", "4:3 CP1019 `cluster.url` excludes `cluster.planetscale` of line 3, column 3" },
        { "stack: s\ncluster: { planetscale: { organization: o } }\napps: []", "2:25 CP1013 `cluster.planetscale` lacks the key 'database'" },
        { "stack: s\ncluster: { planetscale: { organization: o, database: d, bouncer: web }, pooler: { host: h, port: 1 } }\napps: []", "2:66 CP1019 `cluster.planetscale.bouncer` and `cluster.pooler` both say where pooled URLs lead" },
        { "stack: s\ncluster: { planetscale: { organization: o, database: d, admin: root } }\napps: []", "2:64 CP1015 `cluster.planetscale.admin` is 'root'; `bootstrap` or `default` is wanted" },

        { "stack: s\ncluster: { planetscale: { organization: o, database: d, url: 'postgres://h' } }\napps: []", "2:62 CP1019 `cluster.planetscale.url` is the default role's, and `cluster.planetscale.admin` does not say `default`" },
        { "stack: s\ncluster: { planetscale: { organization: o, database: d, admin: default, url: 'mysql://h' } }\napps: []", "2:78 CP1026 `cluster.planetscale.url` does not begin with postgres://" },
        { "cluster: { planetscale: { organization: o, database: d } }\napps: []", "1:1 CP1013 The manifest lacks the key 'stack'" },

        // The environment
        { "apps: { a: { database: '${NO_SUCH}' } }", "1:24 CP1017 The environment variable NO_SUCH, which `apps.a.database` reads, is not set" },
        { "apps: { a: { database: '${EMPTY}' } }", "1:24 CP1017 The environment variable EMPTY, which `apps.a.database` reads, is empty" },
        { "apps: { a: { database: '${1A}' } }", "1:24 CP1018 `apps.a.database` has a `${` that names no environment variable" },
        { "apps: { a: { database: '${A' } }", "1:24 CP1018 `apps.a.database` has a `${`" },
        { "apps: { a: { database: '${}' } }", "1:24 CP1018 `apps.a.database` has a `${`" },

        // Names
        { "apps: ['']", "1:8 CP1020 The name of the app '' is empty" },
        { "apps: [a/b]", "1:8 CP1020 The name of the app 'a/b' holds '/'" },
        { "apps: [a~b]", "1:8 CP1020 The name of the app 'a~b' holds '~'" },
        { "apps: { a: { roles: { b/c: } } }", "1:23 CP1020 The name of the role 'b/c' holds '/'" },
        { "apps: { a: { database: b~c } }", "1:24 CP1020 The name of the database 'b~c' holds '~'" },
        { "apps: [\"a\\0b\"]", "1:8 CP1020 The name of the app 'a\\u0000b' holds a control character" },
        { "apps: [\"a\\nb\"]", "1:8 CP1020 The name of the app 'a\\u000Ab' holds a control character" },
        { "apps: [postgres]", "1:8 CP1021 The name of the database 'postgres' is reserved" },
        { "apps: { a: { database: carpool } }", "1:24 CP1021 The name of the database 'carpool' is reserved" },
        { "apps: [public]", "1:8 CP1021 The name of the database 'public' is reserved" },
        { "apps: [none]", "1:8 CP1021 The name of the database 'none' is reserved" },
        { "apps: [template1]", "1:8 CP1021 The name of the database 'template1' is reserved" },
        { "apps: [pscale_x]", "1:8 CP1021 The name of the database 'pscale_x' is reserved" },
        { "apps: [pg]", "1:8 CP1021 The name of the owner 'pg_owner' is reserved" },
        { "stack: s\ncluster: { url: 'postgres://h', watchers: [public] }\napps: []", "2:44 CP1021 The name of the watcher 'public' is reserved" },
        { $"apps: [{Long57}, {Long57}b]", $"1:67 CP1022 The name of the owner '{Long57}b_owner' is 64 bytes long; 63 fit" },
        { "apps: [ééééééééééééééééééééééééééééé]", "1:8 CP1022 The name of the owner 'ééééééééééééééééééééééééééééé_owner' is 64 bytes long" },
        { $"apps: {{ {Long57}: {{ roles: {{ apps: , app: }} }} }}", $"1:79 CP1022 The name of the login '{Long57}_apps' is 62 bytes long; 61 fit" },
        { "apps: { a: { owner: pg_people } }", "1:21 CP1021 The name of the owner 'pg_people' is reserved" },
        { "apps: { a: { owner: 'x~2' } }", "1:21 CP1020 The name of the owner 'x~2' holds '~'" },
        { "apps: { a: { roles: { app: { login: postgres } } } }", "1:37 CP1021 The name of the login 'postgres' is reserved" },
        { "apps: { a: { roles: { app: { login: 'a~2' } } } }", "1:37 CP1020 The name of the login 'a~2' holds '~'" },
        { $"apps: {{ a: {{ roles: {{ app: {{ login: {Long57}12345 }} }} }} }}", $"1:37 CP1022 The name of the login '{Long57}12345' is 62 bytes long; 61 fit" },
        { "apps: { a: { roles: { app: { login: x } } }, b: { roles: { app: { login: x } } } }", "1:74 CP1023 The role 'app' of app 'b' and the role 'app' of app 'a' (line 1, column 23) would both be the Postgres role 'x'" },
        { "apps: { a: { owner: x }, b: { owner: x } }", "1:38 CP1023 The owner of app 'b' and the owner of app 'a' (line 1, column 21) would both be the Postgres role 'x'" },
        { "apps: { a: { owner: x, roles: { app: { login: x } } } }", "1:47 CP1023 The role 'app' of app 'a' and the owner of app 'a'" },
        { "apps: { a: { owner: b_owner }, b: }", "1:32 CP1023 The owner of app 'b' and the owner of app 'a'" },
        { $"apps: {{ {Long57}: {{ owner: x, database: {Long57}b, roles: {{ app: {{ login: l, access: read }} }} }} }}", $"1:90 CP1022 The name of the group '{Long57}b_write' is 64 bytes long; 63 fit" },
        { "apps: { a: { roles: { owner: } } }", "1:23 CP1023 The role 'owner' of app 'a' and the owner of app 'a' (line 1, column 9) would both be the Postgres role 'a_owner'" },
        { "apps: { a: { roles: { read: } } }", "1:23 CP1023 The role 'read' of app 'a' and the read group of app 'a'" },
        { "apps: { a: { roles: { write: } } }", "1:23 CP1023 The role 'write' of app 'a' and the write group of app 'a'" },
        { "apps:\n  a: { roles: { b_c: } }\n  a_b: { roles: { c: } }", "3:19 CP1023 The role 'c' of app 'a_b' and the role 'b_c' of app 'a' (line 2, column 17) would both be the Postgres role 'a_b_c'" },
        { "stack: s\ncluster: { url: 'postgres://h', watchers: [a_app] }\napps: [a]", "3:8 CP1023 The role 'app' of app 'a' and the watcher 'a_app' (line 2, column 44)" },
        { "apps: { a: {}, b: { database: a } }", "1:31 CP1024 The apps 'b' and 'a' (line 1, column 9) would share the database 'a'" },
        { "apps: { a: { settings: { statement timeout: 1 } } }", "1:26 CP1030 'statement timeout' is no parameter's name" },
        { "apps: { a: { settings: { 1st.x: 1 } } }", "1:26 CP1030 '1st.x' is no parameter's name" },
        { "apps: { a: { settings: { app.: 1 } } }", "1:26 CP1030 'app.' is no parameter's name" },
        { "apps: { a: { settings: { search_path: 'a, \"b' } } }", "1:26 CP1030 The setting 'search_path' is a list of names, and its value is none" },
        { "apps: { a: { settings: { search_path: 'a,,b' } } }", "1:26 CP1030 The setting 'search_path' is a list of names, and its value is none" },
        { "apps: { a: { settings: { session_preload_libraries: [] } } }", "1:26 CP1030 The setting 'session_preload_libraries' is empty" },
        { "apps: { a: { settings: { app.x: \"a\\0\" } } }", "1:26 CP1030 The setting 'app.x' holds a NUL" },
        { "apps: { a: { settings: { x: { y: 1 } } } }", "1:29 CP1012 `apps.a.settings.x` is a mapping; text, a number, true or false, or a list of these is wanted" },
        { "apps: { a: { settings: { x: [[y]] } } }", "1:30 CP1012" },
        { "apps: { a: { settings: { x: [a, ~] } } }", "1:33 CP1012" },
        { "apps: { a: { settings: { x: } } }", "1:29 CP1012" },
        { "apps: { a: { settings: { ROLE: x } } }", "1:26 CP1031 The setting 'ROLE' says who a session is" },
        { "defaults: { settings: { session_authorization: x } }\napps: []", "1:25 CP1031 The setting 'session_authorization'" },
        { "apps: { a: { settings: { jit: on, JIT: off } } }", "1:35 CP1011 The setting 'JIT' is there twice, as upper and lower case are the same: here and in line 1, column 26" },
        { "apps: { a: { schemas: [pg_x] } }", "1:24 CP1021 The name of the schema 'pg_x' is reserved" },
        { "apps: { a: { schemas: [information_schema] } }", "1:24 CP1021" },
        { "apps: { a: { schemas: [carpool_extensions] } }", "1:24 CP1021" },
        { "apps: { a: { schemas: [b, b] } }", "1:27 CP1011 The schema 'b' is there twice" },
        { "apps: { a: { schemas: [\"a\\n\"] } }", "1:24 CP1020 The name of the schema 'a\\u000A' holds a control character" },
        { "apps: { a: { extensions: { citext: } } }", "1:26 CP1012 `apps.a.extensions` is a mapping; a list of extension names is wanted" },
        { "apps: { a: { extensions: [''] } }", "1:27 CP1020 The name of the extension '' is empty" },
        { "apps: { a: { locale: { provider: icu } } }", "1:14 CP1013 `apps.a.locale` lacks the key 'locale', which only libc can do without" },
        { "apps: { a: { locale: { provider: icu, locale: de@collation=phonebook } } }", "1:47 CP1032 'de@collation=phonebook' is no locale of icu" },
        { "apps: { a: { locale: { locale: 'en US' } } }", "1:32 CP1032 'en US' is no locale of libc" },
        { "apps: { a: { locale: { encoding: utf-8 } } }", "1:34 CP1015 `apps.a.locale.encoding` is 'utf-8'" },
        { "apps: { a: { locale: en_US } }", "1:22 CP1012" },
        { "apps: []\nstack: a b", "2:8 CP1025 The stack's name 'a b' is not 1 to 63 letters, digits, - _ and dots" },
        { "apps: []\nstack: é", "2:8 CP1025 The stack's name 'é'" },
        { "stack: s\ncluster: { url: 'https://u:pw@h' }\napps: []", "2:17 CP1026 `cluster.url` does not begin with postgres:// or postgresql://" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_at_its_place(string text, string expected)
    {
        var refused = Manifests.Refused(text, Manifests.Environment(("EMPTY", "")));
        refused.ShouldStartWith(expected);
        refused.Count(c => c == '\n').ShouldBe(expected.Count(c => c == '\n'), "other problems than the expected ones");
    }

    [Fact]
    public void Several_problems_are_told_at_once_and_in_the_order_of_the_file() => Manifests.Refused(
        """
        cluster: local
        apps:
          a: { roles: { app: { connections: 0 } } }
          a/b: {}
          postgres: { protect: 1 }
        defaults: { connectons: 3 }
        stack: a b
        """).Split('\n').Select(line => line[..line.IndexOf(' ', 5)]).ShouldBe(["3:37 CP1014", "4:3 CP1020", "5:3 CP1021", "5:24 CP1012", "6:13 CP1010", "7:8 CP1025"]);

    [Fact]
    public void A_long_value_of_the_environment_is_read_only_so_often() => Manifests.Refused(
        $"apps:\n{string.Concat(Enumerable.Range(0, 2000).Select(i => $"  a{i}: {{ database: '${{BIG}}' }}\n"))}", Manifests.Environment(("BIG", new string('x', 100_000))))
        .ShouldContain("12:20 CP1003 With `apps.a10.database` the manifest has read more than 1 MiB from the environment");

    [Fact]
    public void A_report_has_an_end()
    {
        var problems = Manifests.Refused("apps: []\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"x{i}: 1\n"))).Split('\n');
        problems.Length.ShouldBe(101);
        problems[^1].ShouldStartWith("102:1 CP1009 More than 100 problems");
    }

    [Theory]
    [InlineData("electric: {}", "CP1041 The sync engine 'electric' of app 'a' needs a login with REPLICATION, which reads every database of the cluster, and nobody accepted that", "")]
    [InlineData("changes: {}", "CP1040 The sync engine 'changes' is none that Carpool knows by its name")]
    [InlineData("zero: { mode: manual }", "CP1042 Zero does not work with mode 'manual'")]
    [InlineData("zero: { mode: owner }", "CP1042 Zero does not work with mode 'owner'")]
    [InlineData("electric: { stream_id: deploy-blue }", "CP1043 The stream 'deploy-blue' is not 1 to 42 small letters, digits and underscores that begin with no digit")]
    [InlineData("electric: {}, again: { preset: electric }", "CP1044 The sync engine 'again' of app 'a' and that of line 1, column 22 would share the stream 'a', and a slot is one in the whole cluster")]
    [InlineData("app: { preset: custom }", "CP1023 The role 'app' of app 'a' and the role 'app' of app 'a' (line 1, column 9) would both be the Postgres role 'a_app'")]
    [InlineData("electric: {}", "CP1041 There is no risk 'everything' to accept", "accept: [replication-reads-everything, everything]")]
    public void A_sync_engine_that_cannot_be_is_refused(string sync, string expected, string accept = "accept: [replication-reads-everything]") =>
        Manifests.Refused($"apps: {{ a: {{ sync: {{ {sync} }}, {accept} }} }}").ShouldContain(expected);

    [Theory]
    [InlineData("cluster: { url: '${SECRET}' }\napps: []")]
    [InlineData("cluster: { url: ['${SECRET}'] }\napps: []")]
    [InlineData("cluster: '${SECRET}'\napps: []")]
    [InlineData("stack: ${SECRET}\napps: []")]
    [InlineData("apps: ['${SECRET}']")]
    [InlineData("apps: { a: { database: '${SECRET}' }, b: { database: '${SECRET}' } }")]
    [InlineData("apps: { a: { connections: '${SECRET}', protect: '${SECRET}', on_remove: '${SECRET}' } }")]
    [InlineData("apps: { a: { extensions: ['${SECRET}', '${SECRET}'], settings: { x: '${SECRET}' }, sync: { e: { tables: '${SECRET}' } } } }")]
    [InlineData("cluster: { url: 'http://u:hunter2~hunter2/hunter2' }\napps: []")]
    [InlineData("apps: ['postgres://u:hunter2@h/d']\nstack: postgres://u:hunter2@h/d\n'postgres://u:hunter2@h/d': 1")]
    public void A_secret_is_never_printed(string text)
    {
        var parsed = Manifests.Parse(text, Manifests.Environment(("SECRET", "hunter2~hunter2/hunter2-hunter2-hunter2-hunter2-hunter2-hunter2-hunter2")));
        parsed.Diagnostics.ShouldNotBeEmpty();
        parsed.Diagnostics.ShouldAllBe(d => !$"{d.Message}{d.Fix}{d.Subject}".Contains("hunter2", StringComparison.Ordinal));
    }
}

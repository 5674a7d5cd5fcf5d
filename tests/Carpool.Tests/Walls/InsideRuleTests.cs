using Carpool.Catalog;
using Carpool.State;
using Carpool.Walls.Rules;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Walls;

/// <summary>What the rules say of one thing inside database blog, on a cluster whose walls stand otherwise; a harmless one gives nothing.</summary>
public sealed class InsideRuleTests
{
    private static readonly InsideGuards s_blog = new(new DatabaseName("blog"));
    private static readonly Grantee s_everybody = new Grantee.Public();

    [Theory]
    // Whose function, who may call it, who may use its schema; what is found of whom
    [InlineData("postgres", "PUBLIC", "PUBLIC", "CP6012 Error blog_app")]
    [InlineData("admin", "PUBLIC", "PUBLIC", "CP6012 Error blog_app")]
    [InlineData("todo_owner", "PUBLIC", "PUBLIC", "CP6012 Error blog_app")]
    [InlineData("postgres", "blog_read", "PUBLIC", "CP6012 Error blog_jobs")]
    [InlineData("postgres", "blog_jobs", "blog_read", "CP6012 Error blog_jobs")]
    [InlineData("blog_owner", "PUBLIC", "PUBLIC", "CP6013 Warning blog")]
    [InlineData("blog_owner", "blog_read", "PUBLIC", "CP6013 Warning blog")]
    [InlineData("blog_owner", "blog_app", "PUBLIC", null)]
    [InlineData("postgres", "", "PUBLIC", null)]
    [InlineData("postgres", "PUBLIC", "", null)]
    [InlineData("postgres", "postgres", "PUBLIC", null)]
    [InlineData("postgres", "todo_app", "PUBLIC", null)]
    public void A_function_lends_its_owners_hand(string owner, string caller, string schemaUser, string? found) =>
        Heads(s_blog with { Functions = [Function(owner, caller, schemaUser)] }).ShouldBe(found is null ? [] : [found]);

    [Fact]
    public void A_function_that_an_extension_brought_is_the_extensions_affair() =>
        Heads(s_blog with { Functions = [Function("postgres", "PUBLIC", "PUBLIC") with { IsMember = true }] }).ShouldBeEmpty();

    [Fact]
    public void A_way_over_a_function_goes_on_with_its_owners_memberships()
    {
        var facts = new WallFacts();
        facts.Roles.Add(WallFacts.Role("worker", canLogin: false));
        facts.Memberships.Add(WallFacts.Member("worker", "todo_owner"));
        facts.Insides["blog"] = s_blog with { Functions = [Function("worker", "PUBLIC", "PUBLIC")] };
        facts.Found().ShouldBe(["CP6012 Error blog_app: blog_app → calls public.f() of blog, which runs as worker → member of todo_owner (INHERIT, SET), a role of app todo."]);
    }

    [Fact]
    public void Each_function_is_told_for_itself_and_its_fix_takes_it_from_all_that_are_no_trusted_ones()
    {
        var facts = new WallFacts();
        facts.Insides["blog"] = s_blog with
        {
            Functions = [Function("postgres", "PUBLIC", "PUBLIC") with { Callers = [s_everybody, Role("blog_read"), Role("admin")] }, Function("postgres", "PUBLIC", "PUBLIC") with { Name = new("public.g()") }],
        };
        WallRules.Find(facts.View()).Select(finding => finding.Fix).Order(StringComparer.Ordinal).ShouldBe(
        [
            "As a superuser in database blog: REVOKE ALL ON ROUTINE public.f() FROM PUBLIC, \"blog_read\" CASCADE",
            "As a superuser in database blog: REVOKE ALL ON ROUTINE public.g() FROM PUBLIC CASCADE",
        ]);
    }

    [Theory]
    [InlineData(true, true, "PUBLIC", "CP6014 Error blog")]
    [InlineData(true, true, "blog_owner", "CP6014 Error blog")]
    [InlineData(true, true, "admin", null)]
    [InlineData(false, true, "PUBLIC", null)]
    [InlineData(true, false, "PUBLIC", null)]
    public void A_language_that_keeps_nobody_from_the_server_may_not_be_marked_trusted(bool isTrusted, bool isUnsafe, string user, string? found) =>
        Heads(s_blog with { Languages = [new Language(new("c"), new("postgres"), isTrusted, isUnsafe, [Of(user)])] }).ShouldBe(found is null ? [] : [found]);

    [Theory]
    [InlineData("blog_owner", "PUBLIC", "CP6014 Error blog_owner")]
    [InlineData("postgres", "PUBLIC", "CP6014 Error blog")]
    [InlineData("postgres", "blog_read", "CP6014 Error blog")]
    [InlineData("postgres", "", null)]
    public void A_function_in_an_untrusted_language_is_in_nobodys_reach(string owner, string caller, string? found) => Heads(s_blog with
    {
        Languages = [new Language(new("c"), new("postgres"), IsTrusted: false, IsUnsafe: true, [s_everybody])],
        Functions = [Function(owner, caller, "PUBLIC") with { RunsAsOwner = false, Language = "c" }],
    }).ShouldBe(found is null ? [] : [found]);

    [Theory]
    // Host, port, mapped role, user there, password, password_required
    [InlineData("127.0.0.1", "5432", "blog_owner", "todo_app", true, true, "CP6015 Error blog_app")]
    [InlineData(null, null, "blog_owner", "postgres", true, true, "CP6015 Error blog_app")]
    [InlineData("db.example", "5432", "PUBLIC", "todo_app", true, true, "CP6015 Error blog_app")]
    [InlineData("elsewhere.example", "5432", "blog_owner", "sales", false, false, "CP6015 Error blog")]
    [InlineData("elsewhere.example", "5432", "blog_owner", "todo_app", true, true, null)]
    [InlineData("127.0.0.1", "5433", "blog_owner", "todo_app", true, true, null)]
    [InlineData("127.0.0.1", "5432", "blog_owner", "blog_app", true, true, null)]
    [InlineData("127.0.0.1", "5432", "blog_owner", "todo_app", false, true, null)]
    [InlineData("127.0.0.1", "5432", "admin", "todo_app", true, true, null)]
    [InlineData("127.0.0.1", "5432", "todo_owner", "postgres", true, true, null)]
    public void A_foreign_server_may_not_lead_back_as_somebody_else(string? host, string? port, string role, string user, bool hasPassword, bool needsPassword, string? found) => Heads(s_blog with
    {
        Servers = [new ForeignServer(new("far"), new("postgres"), new("postgres_fdw"), host, null, port, "todo", null, [Role("blog_owner")], [])],
        Mappings = [new UserMapping(new("far"), Of(role), IsReadable: true, user, hasPassword, needsPassword)],
    }).ShouldBe(found is null ? [] : [found]);

    [Fact]
    public void A_mapping_that_may_not_be_read_is_unknown_and_never_fine()
    {
        var facts = new WallFacts();
        facts.Insides["blog"] = s_blog with
        {
            Servers = [new ForeignServer(new("far"), new("postgres"), new("postgres_fdw"), null, null, null, null, null, [Role("blog_owner")], [])],
            Mappings = [new UserMapping(new("far"), Role("blog_owner"), IsReadable: false, null, HasPassword: false, NeedsPassword: true)],
        };
        facts.Found().ShouldBeEmpty();
        WallRules.Unknown(facts.View()).Select(finding => finding.Message).ShouldContain("As whom blog_owner goes over foreign server far of database blog may not be read.");
    }

    [Fact]
    public void A_module_that_connects_elsewhere_is_told_while_nobody_is_mapped() => Heads(s_blog with
    {
        Extensions = [(new ExtensionName("dblink"), SchemaName.Public, new RoleName("postgres")), (new ExtensionName("citext"), SchemaName.Public, new RoleName("blog_owner"))],
        Wrappers = [new ForeignWrapper(new("postgres_fdw"), new("postgres"), [Role("blog_owner"), Role("admin")])],
    }).ShouldBe(["CP6016 Warning blog", "CP6016 Warning blog"]);

    [Theory]
    [InlineData("todo_owner", false, "CP6018 Warning blog")]
    [InlineData("blog_owner", true, null)]
    [InlineData("postgres", true, null)]
    public void A_publication_belongs_to_the_app_or_to_who_runs_the_cluster(string owner, bool hasAllTables, string? found) =>
        Heads(s_blog with { Publications = [new Publication(new("news"), new(owner), hasAllTables, [])] }).ShouldBe(found is null ? [] : [found]);

    [Theory]
    [InlineData("FUNCTION", "pg_read_file(text)", null, "blog_app", "EXECUTE", "CP6019 Error blog_app")]
    [InlineData("FUNCTION", "pg_reload_conf()", null, "PUBLIC", "EXECUTE", "CP6019 Error blog")]
    [InlineData("FUNCTION", "pg_stat_reset()", null, "blog_owner", "EXECUTE", "CP6019 Warning blog_app")]
    [InlineData("FUNCTION", "pg_ls_dir(text)", null, "blog_owner", "OWNER", "CP6019 Error blog_app")]
    [InlineData("FUNCTION", "pg_read_file(text)", null, "admin", "EXECUTE", null)]
    [InlineData("FUNCTION", "pg_read_file(text)", null, "todo_app", "EXECUTE", null)]
    [InlineData("TABLE", "pg_authid", null, "blog_read", "SELECT", "CP6020 Error blog_jobs")]
    [InlineData("TABLE", "pg_authid", "rolpassword", "PUBLIC", "SELECT", "CP6020 Error blog")]
    [InlineData("TABLE", "pg_authid", "rolname", "PUBLIC", "SELECT", null)]
    [InlineData("TABLE", "pg_class", null, "blog_app", "UPDATE", "CP6020 Error blog_app")]
    [InlineData("TABLE", "pg_config", null, "blog_app", "SELECT", "CP6020 Warning blog_app")]
    [InlineData("SCHEMA", "pg_catalog", null, "blog_owner", "CREATE", "CP6020 Error blog_app")]
    public void What_initdb_keeps_for_superusers_is_nobody_elses(string kind, string name, string? column, string grantee, string privilege, string? found) =>
        Heads(s_blog with { SystemGrants = [new SystemGrant(kind, new(name), column, Of(grantee), privilege, IsMember: false)] }).ShouldBe(found is null ? [] : [found]);

    [Theory]
    [InlineData(null, ObjectKind.Tables, "PUBLIC", "SELECT", "CP6023 Warning blog")]
    [InlineData("public", ObjectKind.Tables, "todo_read", "SELECT", "CP6023 Warning blog")]
    [InlineData("public", ObjectKind.Functions, "PUBLIC", "EXECUTE", "CP6023 Warning blog")]
    [InlineData(null, ObjectKind.Types, "PUBLIC", "USAGE", null)]
    [InlineData(null, ObjectKind.Tables, "blog_read", "SELECT", null)]
    public void The_next_object_is_not_to_be_open(string? schema, ObjectKind kind, string grantee, string privilege, string? found) => Heads(s_blog with
    {
        DefaultPrivileges =
        [
            new DefaultPrivileges(new("blog"), new("blog_owner"), null, ObjectKind.Functions, []),
            new DefaultPrivileges(new("blog"), new("blog_owner"), schema is null ? null : new SchemaName(schema), kind, [new DefaultGrant(Of(grantee), Privilege.Of(privilege), IsGrantable: false)]),
        ],
    }).ShouldBe(found is null ? [] : [found]);

    [Theory]
    [InlineData("postgres", "blog_owner", true, "CP6025 Error blog_owner")]
    [InlineData("blog_owner", "postgres", true, "CP6025 Error blog_owner")]
    [InlineData("postgres", "blog_owner", false, null)]
    [InlineData("postgres", "postgres", true, null)]
    public void An_event_trigger_runs_the_code_of_who_runs_the_cluster(string owner, string functionOwner, bool isEnabled, string? found) =>
        Heads(s_blog with { EventTriggers = [new EventTrigger(new("watch"), new(owner), isEnabled, new("public.watch()"), new(functionOwner), IsMember: false)] }).ShouldBe(found is null ? [] : [found]);

    [Theory]
    [InlineData("PUBLIC", "CP6026 Warning blog")]
    [InlineData("todo_owner", "CP6026 Warning blog")]
    [InlineData("blog_read", null)]
    [InlineData("blog_owner", null)]
    public void Large_objects_are_the_apps_own(string grantee, string? found) =>
        Heads(s_blog with { LargeObjects = [new LargeObjects(new("blog_owner"), Of(grantee), 3, 16_415)] }).ShouldBe(found is null ? [] : [found]);

    [Theory]
    // Row security on, forced, the view's owner, security_invoker, who reads the view
    [InlineData(false, false, "blog_owner", false, "", "CP6027 Warning blog")]
    [InlineData(true, false, "blog_owner", false, "blog_read", "CP6027 Warning blog")]
    [InlineData(true, true, "postgres", false, "PUBLIC", "CP6027 Warning blog")]
    [InlineData(true, true, "blog_owner", false, "blog_read", null)]
    [InlineData(true, false, "blog_owner", true, "blog_read", null)]
    [InlineData(true, false, "blog_owner", false, "", null)]
    [InlineData(true, false, "blog_jobs", false, "blog_read", null)]
    public void Row_security_holds_for_tables_and_for_views_over_them(bool isOn, bool isForced, string viewOwner, bool asksInvoker, string reader, string? found) => Heads(s_blog with
    {
        Tables = [new SecuredTable(new("public.note"), new("blog_owner"), isOn, isForced, HasPolicies: true, [])],
        Views = [new SecuredView(new("public.notes"), IsMaterialized: false, new(viewOwner), asksInvoker, new("public.note"), reader.Length > 0 ? [Of(reader)] : [])],
    }).ShouldBe(found is null ? [] : [found]);

    [Fact]
    public void A_view_over_a_view_over_a_table_is_followed()
    {
        var facts = new WallFacts { Version = 14 };
        facts.Insides["blog"] = s_blog with
        {
            Tables = [new SecuredTable(new("public.note"), new("blog_owner"), IsOn: true, IsForced: false, HasPolicies: true, [])],
            Views =
            [
                new SecuredView(new("public.inner"), IsMaterialized: false, new("blog_owner"), AsksInvoker: false, new("public.note"), []),
                new SecuredView(new("public.outer"), IsMaterialized: false, new("blog_owner"), AsksInvoker: false, new("public.inner"), [Role("blog_read")]),
            ],
        };
        WallRules.Find(facts.View()).ShouldHaveSingleItem().Fix.ShouldBe("As blog_owner in database blog: REVOKE ALL ON TABLE public.outer FROM \"blog_read\" CASCADE");
    }

    [Fact]
    public void What_a_neighbour_owns_or_was_granted_here_is_told_once_a_role_and_goes_home()
    {
        var facts = new WallFacts();
        facts.Insides["blog"] = s_blog with
        {
            Holdings =
            [
                new Holding(new("blog_owner"), HoldingKind.Owns, "table", 9, [new("public.a")]),
                new Holding(new("postgres"), HoldingKind.Owns, "table", 1, [new("public.p")]),
                new Holding(new("todo_owner"), HoldingKind.Granted, "schema", 1, [new("public")]),
                new Holding(new("todo_owner"), HoldingKind.Owns, "sequence", 1, [new("public.note_id_seq")]),
                new Holding(new("todo_owner"), HoldingKind.Owns, "table", 1, [new("public.note")]),
            ],
        };
        facts.Found().Select(line => line.Split(':')[0]).ShouldBe(["CP6035 Warning todo_owner", "CP6035 Warning todo_owner"]);
        WallRules.Find(facts.View()).Select(finding => finding.Fix).Order(StringComparer.Ordinal).ShouldBe(
        [
            "As a superuser in database blog: ALTER TABLE public.note OWNER TO \"blog_owner\"; ALTER SEQUENCE public.note_id_seq OWNER TO \"blog_owner\"",
            "As a superuser in database blog: REVOKE ALL ON SCHEMA public FROM \"todo_owner\" CASCADE",
        ]);
    }

    [Theory]
    [InlineData("blog_owner", "todo_owner", "CP6036 Warning blog")]
    [InlineData("admin", "blog_owner", "CP6036 Warning blog")]
    [InlineData("blog_owner", "blog_read", null)]
    [InlineData("blog_owner", "postgres", null)]
    public void A_trigger_runs_the_code_of_its_tables_own_app(string owner, string functionOwner, string? found) =>
        Heads(s_blog with { Triggers = [new TableTrigger(new("audit"), new("public.note"), new(owner), new("public.audit()"), new(functionOwner))] }).ShouldBe(found is null ? [] : [found]);

    private static IEnumerable<string> Heads(InsideGuards blog)
    {
        var facts = new WallFacts();
        facts.Insides["blog"] = blog;
        return facts.Found().Select(line => line.Split(':')[0]);
    }

    private static GuardedFunction Function(string owner, string caller, string schemaUser) => new(
        new("public.f()"), SchemaName.Public, new("pg_database_owner"), new(owner), "sql", RunsAsOwner: true, HasSearchPath: false, IsMember: false, caller.Length > 0 ? [Of(caller)] : [], schemaUser.Length > 0 ? [Of(schemaUser)] : []);

    private static Grantee Role(string name) => new Grantee.Role(new(name));

    private static Grantee Of(string name) => name == "PUBLIC" ? s_everybody : Role(name);
}

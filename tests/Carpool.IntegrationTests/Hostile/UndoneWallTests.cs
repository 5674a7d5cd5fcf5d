using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Hostile;

/// <summary>
/// All that an app can do to its own database and roles. None of it opens a neighbour; what weakens a wall is drift that one `up` mends;
/// the rest is the app's own affair.
/// </summary>
public sealed class UndoneWallTests
{
    private const string NotPermitted = PostgresErrorCodes.InsufficientPrivilege;

    /// <summary>`calm` does what is its own affair, the others what is not; `todo` is the neighbour whom they would let in.</summary>
    private static readonly string[] s_apps = ["bare", "calm", "locked", "renamed", "todo", "wild"];

    private static readonly Deed[] s_deeds =
    [
        // Walls inside walls
        new("wild", Actor.Owner, "GRANT ALL ON SCHEMA public TO PUBLIC", ["delete grant CREATE on schema public to PUBLIC", "delete grant USAGE on schema public to PUBLIC"]) { Where = OwnsPublic },
        new("wild", Actor.Owner, "GRANT USAGE ON SCHEMA public TO todo_app WITH GRANT OPTION", ["delete grant USAGE on schema public to todo_app"]) { Where = OwnsPublic },
        new("bare", Actor.Owner, "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC", ["delete grant USAGE on schema public to PUBLIC"]) { Where = OwnsPublic },
        new("wild", Actor.Owner, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC", ["update default_privilege new tables of wild_owner"]),
        new("wild", Actor.Owner, "CREATE SCHEMA billing; CREATE TABLE billing.bill (id int); GRANT SELECT, INSERT ON billing.bill TO todo_owner, wild_app", ["delete grant INSERT, SELECT on table billing.bill to todo_owner"]),
        new("wild", Actor.Owner, "ALTER DEFAULT PRIVILEGES IN SCHEMA billing GRANT ALL ON TABLES TO todo_app, wild_app", ["update default_privilege new tables of wild_owner in billing"]),
        new("wild", Actor.Owner, "GRANT ALL ON SCHEMA billing TO todo_app WITH GRANT OPTION", ["delete grant CREATE on schema billing to todo_app", "delete grant USAGE on schema billing to todo_app"]),
        new("wild", Actor.Login, "SELECT lo_create(4242)", ["update owner large object 4242 of wild_app"]),
        new("wild", Actor.Owner, "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC", ["create default_privilege new functions of wild_owner"]),
        new("wild", Actor.Owner, "ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO todo_owner", ["update default_privilege new types of wild_owner"]),
        new("wild", Actor.Owner, "ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO PUBLIC", ["update default_privilege new schemas of wild_owner"]),
        new("wild", Actor.Owner, "ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO todo_app WITH GRANT OPTION", ["update default_privilege new sequences of wild_owner"]),
        new("wild", Actor.Owner, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO PUBLIC", ["update default_privilege new largeobjects of wild_owner"]) { Where = server => server.Version >= 18 },

        // As whom a session starts
        new("wild", Actor.Login, "ALTER ROLE CURRENT_USER IN DATABASE wild RESET role", ["create setting role of wild_app in wild"]),
        new("wild", Actor.Login, "ALTER ROLE CURRENT_USER SET role TO wild_app", ["delete setting role of wild_app"]),
        new("wild", Actor.Login, "ALTER ROLE CURRENT_USER IN DATABASE postgres SET role TO wild_app", ["delete setting role of wild_app in postgres"]),
        new("bare", Actor.Login, "ALTER ROLE CURRENT_USER IN DATABASE bare SET role TO bare_app", ["update setting role of bare_app in bare"]),
        new("wild", Actor.Superuser, "ALTER DATABASE wild SET search_path TO ledger, pg_catalog", ["delete setting search_path in wild"]),
        new("wild", Actor.Superuser, "ALTER DATABASE wild SET role TO wild_owner", ["delete setting role in wild"]),


        // Who may become whom: on 14 a login is ADMIN of itself
        new("wild", Actor.Login, "GRANT wild_app TO todo_app, todo_owner WITH ADMIN OPTION", ["delete membership todo_app in wild_app", "delete membership todo_owner in wild_app"]) { Where = server => server.Version == 14 },

        // The app's own affair
        new("renamed", Actor.Owner, "ALTER SCHEMA public RENAME TO formerly; GRANT ALL ON SCHEMA formerly TO PUBLIC") { Where = OwnsPublic },
        new("calm", Actor.Owner, "CREATE SCHEMA ledger; GRANT ALL ON SCHEMA ledger TO PUBLIC"),
        new("calm", Actor.Owner, "CREATE TABLE ledger.entry (id int); GRANT ALL ON ledger.entry TO PUBLIC; ALTER TABLE ledger.entry ENABLE ROW LEVEL SECURITY; CREATE POLICY all_see ON ledger.entry TO todo_app USING (true)"),
        new("calm", Actor.Owner, "CREATE FUNCTION ledger.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; GRANT EXECUTE ON FUNCTION ledger.f() TO PUBLIC"),
        new("calm", Actor.Owner, "CREATE TYPE ledger.pair AS (a int, b int); GRANT USAGE ON TYPE ledger.pair TO PUBLIC"),
        new("calm", Actor.Owner, "ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC; ALTER DEFAULT PRIVILEGES IN SCHEMA ledger GRANT SELECT ON TABLES TO calm_app"),
        new("calm", Actor.Owner, "CREATE PUBLICATION everything"),
        new("calm", Actor.Owner, "SELECT lo_create(0); DO $$ BEGIN EXECUTE format('GRANT ALL ON LARGE OBJECT %s TO PUBLIC', lo_create(0)); END $$"),
        new("calm", Actor.Owner, "ALTER ROLE CURRENT_USER PASSWORD 'an owner never logs in'; ALTER ROLE CURRENT_USER SET role TO calm_owner"),
        new("calm", Actor.Owner, "BEGIN; CREATE TABLE ledger.half (id int); PREPARE TRANSACTION 'half'"),
        new("calm", Actor.Login, "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC"),
        new("locked", Actor.Login, "ALTER ROLE CURRENT_USER PASSWORD 'changed by the app'"),

        // Taken without effect: a warning is all that the app gets
        new("calm", Actor.Owner, "GRANT CREATE, TEMPORARY ON DATABASE calm TO PUBLIC; REVOKE ALL ON DATABASE calm FROM CURRENT_USER, PUBLIC"),
        new("calm", Actor.Owner, "GRANT ALL ON SCHEMA public TO PUBLIC") { Where = server => !OwnsPublic(server) },

        // Refused
        new("calm", Actor.Owner, "GRANT calm_owner TO todo_app") { Refusal = NotPermitted },
        new("calm", Actor.Owner, "GRANT calm_app TO todo_app") { Refusal = NotPermitted },
        new("calm", Actor.Login, "GRANT calm_owner TO todo_app") { Refusal = NotPermitted },
        new("calm", Actor.Login, "GRANT calm_app TO todo_app") { Refusal = NotPermitted, Where = server => server.Version > 14 },
        new("calm", Actor.Owner, "GRANT CONNECT ON DATABASE calm TO PUBLIC"),
        new("calm", Actor.Owner, "ALTER DATABASE calm SET role TO calm_owner") { Refusal = NotPermitted },
        new("calm", Actor.Owner, "ALTER DATABASE calm CONNECTION LIMIT 1") { Refusal = NotPermitted },
        new("calm", Actor.Login, "ALTER ROLE CURRENT_USER CONNECTION LIMIT 1000") { Refusal = NotPermitted },
        new("calm", Actor.Login, "ALTER ROLE CURRENT_USER INHERIT") { Refusal = NotPermitted },
        new("calm", Actor.Login, "CREATE SCHEMA mine") { Refusal = NotPermitted },
        new("calm", Actor.Login, "CREATE PUBLICATION mine") { Refusal = NotPermitted },
        new("calm", Actor.Login, "CREATE TEMPORARY TABLE mine (id int)") { Refusal = NotPermitted },

        // Last: from here on its sessions can do little
        new("wild", Actor.Login, "ALTER ROLE CURRENT_USER SET search_path TO ledger; ALTER ROLE CURRENT_USER IN DATABASE wild SET statement_timeout TO '1min'; ALTER ROLE CURRENT_USER SET default_transaction_read_only TO on",
            ["delete setting search_path of wild_app", "delete setting statement_timeout of wild_app in wild", "delete setting default_transaction_read_only of wild_app"]),
    ];

    private enum Actor
    {
        /// <summary>The app's login, whose session starts as the owner.</summary>
        Owner,

        /// <summary>The same after SET ROLE NONE.</summary>
        Login,

        /// <summary>A superuser, by mistake.</summary>
        Superuser,
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Opens_no_neighbour_and_is_mended_by_one_up(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare(string.Concat(s_apps.Select(app => $"{app}: {{}}\n")));
        await project.UpAsync();
        var outputs = await project.OutputsAsync();
        var deeds = s_deeds.Where(deed => deed.Where(server)).ToList();
        foreach (var deed in deeds) (await DoAsync(deed, server, outputs)).ShouldBe(deed.Refusal, deed.Sql);

        await ShouldBeWalledOffAsync(outputs);
        var preview = (await project.RunAsync("preview", "--json", "--detailed-exitcode")).ShouldExit(2);
        foreach (var app in s_apps) Changes(preview, app).ShouldBe(deeds.Where(deed => deed.App == app).SelectMany(deed => deed.Drift).Order(StringComparer.Ordinal), app);
        var isolated = version > 14;
        (await project.RunAsync("verify", "--json")).Json.Items("findings").Any(finding => finding.Text("code") == "CP6006").ShouldBe(!isolated, "a path of memberships");

        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        await ShouldBeWalledOffAsync(outputs);
        foreach (var app in s_apps.Except(["locked"]))
        {
            await using var session = await PostgresUrl.OpenAsync(outputs.Direct(app), ct: Ct);
            (await session.RowsAsync("SELECT current_user", Ct)).ShouldBe([$"{app}_owner"]);
        }

        var verify = (await project.RunAsync("verify", "--json")).ShouldExit(4);
        verify.Json.Items("findings").Where(finding => finding.Text("severity") == "error").Select(finding => finding.Text("subject")).Distinct().ShouldBe(["locked_app"], verify.ToString());
    }

    private static bool OwnsPublic(TestServer server) => server.Version >= 15 || server.Kind is AdminKind.Superuser;

    /// <summary>The SQLSTATE that the server refused it with, or null.</summary>
    private static async Task<string?> DoAsync(Deed deed, TestServer server, AppOutputs outputs)
    {
        await using var session = deed.By is Actor.Superuser ? await server.OpenAsync(deed.App, Ct) : await PostgresUrl.OpenAsync(outputs.Direct(deed.App), ct: Ct);
        try
        {
            if (deed.By is Actor.Login) await session.RowsAsync("SET ROLE NONE", Ct);
            await using var command = new NpgsqlCommand(deed.Sql, session);
            await command.ExecuteNonQueryAsync(Ct);
            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
    }

    private static async Task ShouldBeWalledOffAsync(AppOutputs outputs)
    {
        foreach (var app in s_apps.Except(["todo"]))
        {
            (await PostgresUrl.RefusalAsync(outputs.Direct("todo"), app, Ct)).ShouldBe(NotPermitted, $"todo in {app}");
            if (app != "locked") (await PostgresUrl.RefusalAsync(outputs.Direct(app), "todo", Ct)).ShouldBe(NotPermitted, $"{app} in todo");
        }
    }

    private static IEnumerable<string> Changes(CarpoolResult preview, string app) => preview.Json.Items("changes")
        .Where(change => change.TextOrNull("app") == app)
        .Select(change => $"{change.Text("action")} {change.Text("kind")} {change.Text("name")}")
        .Order(StringComparer.Ordinal);

    /// <param name="Drift">Action, kind and name of the changes that mend it.</param>
    private sealed record Deed(string App, Actor By, string Sql, params string[] Drift)
    {
        public Func<TestServer, bool> Where { get; init; } = _ => true;

        public string? Refusal { get; init; }
    }
}

using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;

namespace Carpool.IntegrationTests.Holes;

/// <summary>
/// A server with three apps of a stack, `blog`, `todo` and `shop`, and a database `crm` that nobody manages, every wall of which stands. One
/// ground serves many holes; one that a hole spoiled is put back as it was.
/// </summary>
internal sealed class WallGround : IAsyncDisposable
{
    private const string Apps = """
        blog: { roles: { app: , jobs: { access: read } } }
        todo: { roles: { app: { connections: 20 } } }
        shop: { roles: { app: , writer: { access: write }, report: { access: read } } }
        """;

    private static readonly (string Database, string Sql)[] s_contents =
    [
        ("blog", "SET ROLE blog_owner; CREATE TABLE public.post (id serial PRIMARY KEY, body text); CREATE VIEW public.titles AS SELECT id FROM public.post"),
        ("todo", "SET ROLE todo_owner; CREATE TABLE public.task (id integer PRIMARY KEY, title text)"),
        ("shop", "SET ROLE shop_owner; CREATE TABLE public.item (id integer PRIMARY KEY, note text); CREATE TABLE public.sale (id integer PRIMARY KEY, clerk name)"),
        ("postgres", "CREATE ROLE crm_owner; CREATE ROLE crm_app LOGIN PASSWORD 'hole-password' IN ROLE crm_owner"),
        ("postgres", "CREATE DATABASE crm OWNER :admin"),
        ("postgres", "REVOKE ALL ON DATABASE crm FROM PUBLIC; GRANT CONNECT ON DATABASE crm TO crm_app"),
        ("crm", "CREATE SCHEMA crm AUTHORIZATION crm_owner; SET ROLE crm_owner; CREATE TABLE crm.client (id integer PRIMARY KEY)"),
    ];

    private readonly TempProject _project;
    private readonly ServerSnapshot _origin;
    private readonly List<NpgsqlConnection> _sessions = [];
    private TestServer _server;
    private string? _hostRules;

    private WallGround(TempProject project, ServerSnapshot origin, TestServer server) => (_project, _origin, _server) = (project, origin, server);

    private string HostRuleFile => Path.Combine(_server.DataFolder, "pg_hba.conf");

    public static async Task<WallGround> OpenAsync(int version, AdminKind kind, CancellationToken ct)
    {
        var server = await ServerPool.RentAsync(version, kind, ct: ct);
        var project = new TempProject(server);
        project.Secrets.Add("hole-password");
        project.Declare(Apps);
        await project.UpAsync();
        foreach (var (database, sql) in s_contents) await server.SqlAsync(sql.Replace(":admin", server.AdminName, StringComparison.Ordinal), database, ct);
        var origin = await server.KeepAsync(ct);
        await server.DisposeAsync();
        var ground = new WallGround(project, origin, server);
        await ground.ResetAsync(ct);
        return ground;
    }

    /// <summary>Everything as it was at first, on another server.</summary>
    public async Task ResetAsync(CancellationToken ct)
    {
        await EndSessionsAsync();
        await _server.DisposeAsync();
        _server = await ServerPool.RentAsync(_origin, ct);
        _hostRules = null;
        _project.Environment["CARPOOL_ADMIN_URL"] = _server.AdminUrl;
    }

    /// <summary>Both ways of the proof.</summary>
    public async Task<Verdict> VerifyAsync() => Verdict.Of(await _project.RunAsync("verify", "--json"));

    /// <summary>What is left of a hole that was closed: by the catalogs alone, but at soak depth, because the logins were tried while it was open.</summary>
    public async Task<Verdict> LookAgainAsync() => TestDepth.Current is TestDepth.Soak ? await VerifyAsync() : Verdict.Of(await _project.RunAsync("verify", "--json", "--analysis"));

    public async Task TakeAsync(IEnumerable<HoleStep> steps, CancellationToken ct)
    {
        foreach (var step in steps)
        {
            await (step switch
            {
                HoleStep.Sql sql => RunAsync(sql.Database, sql.Statements, ct),
                HoleStep.Session session => StayAsync(session, ct),
                HoleStep.HostRule rule => PutInFrontAsync(rule.Line, ct),
            });
        }
    }

    /// <summary>Runs statements as the bootstrap superuser, in one session and each on its own.</summary>
    public async Task RunAsync(string database, IEnumerable<string> statements, CancellationToken ct)
    {
        await using var session = await _server.OpenAsync(database, ct);
        foreach (var statement in statements)
        {
            await session.RowsAsync(statement.Replace(":admin", _server.AdminName, StringComparison.Ordinal).Replace(":port", $"{_server.Port}", StringComparison.Ordinal), ct);
        }
    }

    /// <summary>Ends what steps have left beside SQL: sessions that stayed, and lines of pg_hba.conf.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        await EndSessionsAsync();
        if (_hostRules is not { } rules) return;
        _hostRules = null;
        await WriteHostRulesAsync(rules, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await EndSessionsAsync();
        await _server.DisposeAsync();
        await _origin.DisposeAsync();
        _project.Dispose();
    }

    private async Task StayAsync(HoleStep.Session session, CancellationToken ct) => _sessions.Add(await _server.OpenAsync(session.Database, session.Login, ct));

    private async Task PutInFrontAsync(string line, CancellationToken ct)
    {
        var rules = await File.ReadAllTextAsync(HostRuleFile, ct);
        _hostRules ??= rules;
        await WriteHostRulesAsync($"{line}\n{rules}", ct);
    }

    private async Task WriteHostRulesAsync(string rules, CancellationToken ct)
    {
        await File.WriteAllTextAsync(HostRuleFile, rules, ct);
        await _server.SqlAsync("SELECT pg_reload_conf()", ct: ct);
    }

    private async Task EndSessionsAsync()
    {
        foreach (var session in _sessions) await session.DisposeAsync();
        _sessions.Clear();
    }
}

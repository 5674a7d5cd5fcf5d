using System.Diagnostics;
using System.Security.Cryptography;
using Carpool.Credentials;
using Carpool.IntegrationTests.Server;
using Carpool.IntegrationTests.Sessions;
using Carpool.Manifest;
using Carpool.Planning;
using Carpool.Stacks;
using Npgsql;
using Shouldly;

namespace Carpool.IntegrationTests.Scenarios;

/// <summary>A stack on a test's server, as a scenario needs it: a fixed clock, a key that is in no file, and every answer yes.</summary>
internal sealed class ScenarioRun(TestServer server, CancellationToken ct)
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>(StringComparer.Ordinal);

    private readonly StackEnvironment _environment = new(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CARPOOL_ADMIN_URL"] = server.AdminUrl,
            ["CARPOOL_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        },
        new SilentLog(),
        new Silence<string>(),
        new Silence<ReadingProgress>(),
        new StoppedCalendar());

    private int _opened;

    /// <summary>What `up` would do.</summary>
    public async Task<Plan> PreviewAsync(string yaml)
    {
        await WaitUntilQuietAsync();
        await using var stack = await Stack.OpenAsync(Manifest(yaml), _environment, ct);
        return await stack.PreviewAsync(Nothing, shallow: false, triesCredentials: false, ct);
    }

    /// <summary>Carries it out; <paramref name="interruptAfter"/> is the number of steps after which it is told to stop.</summary>
    public async Task<RunReport> UpAsync(string yaml, IReadOnlySet<string>? allowed = null, int? interruptAfter = null)
    {
        await WaitUntilQuietAsync();
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var progress = new Listener(done =>
        {
            if (done == interruptAfter) interruption.Cancel();
        });
        await using var stack = await Stack.OpenAsync(Manifest(yaml), _environment, ct);
        var options = new RunOptions(allowed ?? Nothing, Nothing, Parallel: 1, TimeSpan.FromSeconds(10), (_, _) => Task.FromResult(true), progress);
        return await stack.UpAsync(options, interruption.Token);
    }

    /// <summary>Reads both states with the catalog's own eyes and compares them family by family: by other code than the diff's.</summary>
    public async Task ShouldBeAsDesiredAsync(string yaml)
    {
        var manifest = Manifest(yaml);
        await using (var access = await ClusterAccess.OpenAsync(manifest, _environment, ct))
        {
            var reading = await Reading.ReadAsync(
                access, manifest, new ReadingScope(Nothing, _ => ReadingDepth.Inside), (_, _) => StackKey.FromBase64(_environment.Variables["CARPOOL_KEY"]), _environment, ct);
            ReadBack.ShouldMatch(reading.Actual, reading.Desired);
        }

        var plan = await PreviewAsync(yaml);
        plan.Changes.ShouldBeEmpty("the plan after the run");
        plan.Steps.ShouldBeEmpty("the steps after the run");
        plan.Unchanged.ShouldBeGreaterThanOrEqualTo(0);
    }

    /// <summary>SQL of a person at psql: `\connect NAME` goes on in another database.</summary>
    public async Task SqlAsync(string script)
    {
        foreach (var (database, sql) in Parts(script))
        {
            // Statement by statement: CREATE DATABASE runs in no transaction
            await using var session = await server.OpenAsync(database, ct);
            foreach (var statement in sql.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                await using var command = new NpgsqlCommand(statement, session);
                await command.ExecuteNonQueryAsync(ct);
            }
        }
    }

    /// <summary>What a query gives, in the database that it connects to first.</summary>
    public Task<IReadOnlyList<string>> RowsAsync(string query)
    {
        var (database, sql) = Parts(query).Last();
        return server.RowsAsync(sql, database, ct);
    }

    /// <summary>A session of a role, by the socket, where no password is asked for.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string role, string database)
    {
        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = server.SocketFolder,
            Port = server.Port,
            Username = role,
            Database = database,
            Pooling = false,
        }.ConnectionString);
        await session.OpenAsync(ct);
        _opened++;
        return session;
    }

    /// <summary>A backend ends a moment after its client: what is counted as connected is what the scenario keeps open.</summary>
    private async Task WaitUntilQuietAsync()
    {
        const string Others = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
        for (var waited = Stopwatch.StartNew(); (await server.RowsAsync(Others, ct: ct)).Count > _opened; await Task.Delay(10, ct))
        {
            if (waited.Elapsed > TimeSpan.FromSeconds(10)) throw new InvalidOperationException("sessions of an earlier run do not end");
        }
    }

    private static IEnumerable<(string Database, string Sql)> Parts(string script)
    {
        var parts = script.Split("\\connect ", StringSplitOptions.None);
        return parts.Skip(1).Select(part => part.Split('\n', 2, StringSplitOptions.TrimEntries)).Select(part => (part[0], part[1])).Prepend(("postgres", parts[0]));
    }

    private StackManifest Manifest(string yaml)
    {
        var manifest = ManifestLoader.Parse(yaml, "carpool.yaml", _environment.Variables);
        manifest.Diagnostics.ShouldBeEmpty();
        return manifest.Value!;
    }

    private sealed class Listener(Action<int> hear) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => hear(value.StepsDone);
    }

    private sealed class Silence<T> : IProgress<T>
    {
        public void Report(T value)
        {
        }
    }

    /// <summary>Names of quarantined objects hold the time: it is always the same; durations go on.</summary>
    private sealed class StoppedCalendar : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}

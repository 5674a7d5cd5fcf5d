using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Story;

/// <summary>A password is known to its app, to the registry under a key, and to nobody else.</summary>
[Slow]
public sealed partial class SecretsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task No_password_reaches_a_log_a_plan_a_screen_or_a_list(int version, AdminKind kind)
    {
        var hasStatistics = ServerBinaries.HasModule(version, "pg_stat_statements");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["log_min_duration_statement"] = "0" };
        if (hasStatistics) settings["shared_preload_libraries"] = "pg_stat_statements";
        await using var server = await ServerPool.RentAsync(version, kind, settings, Ct);
        using var project = new TempProject(server);
        await using var watch = new SecretWatch(server);

        var printed = await TellStoryAsync(server, project);
        var verifiers = await server.RowsAsync("SELECT rolpassword FROM pg_authid WHERE rolname LIKE '%\\_app%'", ct: Ct);
        verifiers.ShouldAllBe(verifier => verifier.StartsWith("SCRAM-SHA-256$", StringComparison.Ordinal));
        verifiers.Count.ShouldBe(2);
        await watch.DisposeAsync();

        project.Secrets.ShouldAllBe(secret => secret.Length >= 32);
        ShouldHoldNoSecret(project, verifiers, "what was printed", printed.Select(result => result.Everything));
        ShouldHoldNoSecret(project, verifiers, "a command line", watch.CommandLines);
        ShouldHoldNoSecret(project, verifiers, "a file", Directory.EnumerateFiles(Path.GetDirectoryName(project.Folder)!, "*", SearchOption.AllDirectories).Where(file => file != project.KeyFile).Select(File.ReadAllText));
        ShouldHoldNoSecret(project, verifiers, "the registry", await RegistryAsync(server));

        // The app's own password is what its child is for
        var children = watch.Environments.Where(environment => environment.Contains("PGDATABASE=blog", StringComparison.Ordinal)).ToList();
        children.ShouldNotBeEmpty("the child was looked at");
        var own = PostgresUrl.Parse((await project.OutputsAsync()).Direct("blog")).Password!;
        ShouldHoldNoSecret(project, verifiers, "a process's environment", watch.Environments.Select(environment => children.Contains(environment) ? environment.Replace(own, "", StringComparison.Ordinal) : environment));

        // A verifier stands in the statement that hands it over, and only there
        watch.Statements.ShouldContain(statement => statement.Contains("pg_catalog", StringComparison.Ordinal), "Carpool's sessions were looked at");
        var log = server.Log;
        log.ShouldContain("CREATE DATABASE", customMessage: "log_statement = all is what this test rests on");
        log.ShouldContain("duration: ", customMessage: "log_min_duration_statement = 0 is what this test rests on");
        log.ShouldContain("duplicate key value", customMessage: "a statement failed beside a password");
        ShouldHoldNoSecret(project, verifiers, "the server's log", log.Split('\n').Select(WithoutHandedVerifier));
        ShouldHoldNoSecret(project, verifiers, "pg_stat_activity", watch.Statements.Select(WithoutHandedVerifier));

        Assert.SkipUnless(hasStatistics, $"missing: pg_stat_statements of Postgres {version}");
        await server.SqlAsync("CREATE EXTENSION pg_stat_statements", ct: Ct);
        var statistics = await server.RowsAsync("SELECT query FROM pg_stat_statements", ct: Ct);
        statistics.ShouldContain(statement => statement.StartsWith("ALTER ROLE", StringComparison.Ordinal));
        ShouldHoldNoSecret(project, verifiers, "pg_stat_statements", statistics.Select(WithoutHandedVerifier));
    }

    /// <summary>Everything that the program does on a cluster, what fails among it; what it printed, but for what was asked for.</summary>
    private static async Task<IReadOnlyList<CarpoolResult>> TellStoryAsync(TestServer server, TempProject project)
    {
        var printed = new List<CarpoolResult>();
        project.Declare("blog: {}\ntodo: {}");
        await RunAsync("preview", "--sql");
        (await RunAsync("up", "--yes", "--verbose")).Err.ShouldContain("CREATE DATABASE", customMessage: "--verbose shows every statement");
        project.Secrets.Add((await File.ReadAllTextAsync(project.KeyFile, Ct)).Trim());
        File.GetUnixFileMode(project.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        project.Declare("blog: {}\ntodo: {}\nshop: {}");
        await RunAsync("preview", "--sql", "--verbose");
        await RunAsync("preview", "--json", "--sql");
        await FailAsync(server, () => RunToAsync(1, "up", "--yes", "--verbose"));
        await RunAsync("up", "--yes", "--verbose", "--json");
        (await project.OutputsAsync()).Passwords.Count.ShouldBe(3);
        await RunAsync("outputs");
        (await RunAsync("outputs", "--json")).Out.ShouldContain("********");
        await RunAsync("status", "--verbose");
        await RunAsync("status", "--json");
        await RunAsync("verify", "--verbose");
        await project.RunAsync("run", "blog", "--", "sleep", "0.5");

        project.Declare("blog: {}\ntodo: {}");
        await RunAsync("up", "--yes", "--verbose");
        await RunAsync("restore", "shop", "--yes", "--verbose");
        await RunAsync("up", "--yes", "--json");
        await RunAsync("purge", "shop", "--yes", "--verbose");

        var right = project.Environment["CARPOOL_ADMIN_URL"];
        var wrong = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        project.Secrets.Add(wrong);
        project.Environment["CARPOOL_KEY"] = wrong;
        await RunToAsync(1, "outputs", "--json");
        await RunToAsync(1, "up", "--yes", "--verbose");
        project.Environment.Remove("CARPOOL_KEY");
        foreach (var url in new[] { right!.Replace($":{server.Port}", ":port", StringComparison.Ordinal), right.Replace("postgresql:", "http:", StringComparison.Ordinal), right.Replace($":{server.Port}", $":{TestServer.FreePort()}", StringComparison.Ordinal), right.Replace(server.AdminName, "nobody", StringComparison.Ordinal) })
        {
            project.Environment["CARPOOL_ADMIN_URL"] = url;
            await RunToAsync(1, "preview", "--verbose");
            await RunToAsync(1, "status", "--json");
        }

        project.Environment["CARPOOL_ADMIN_URL"] = right;
        return printed;

        Task<CarpoolResult> RunAsync(params string[] arguments) => RunToAsync(0, arguments);

        async Task<CarpoolResult> RunToAsync(int exit, params string[] arguments)
        {
            var result = (await project.RunAsync(arguments)).ShouldExit(exit);
            printed.Add(result);
            return result;
        }
    }

    /// <summary>Lets a run that is to issue a password fail in the transaction that does: somebody else makes a role of that name at the same time.</summary>
    private static async Task FailAsync(TestServer server, Func<Task<CarpoolResult>> run)
    {
        await using var session = await server.OpenAsync(ct: Ct);
        await session.RowsAsync("BEGIN", Ct);
        await session.RowsAsync("CREATE ROLE shop_app", Ct);
        var running = run();

        // Asked in a session of its own: within a transaction the list of sessions does not change
        while ((await server.RowsAsync("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'CREATE ROLE%'", ct: Ct)).Count == 0)
        {
            running.IsCompleted.ShouldBeFalse("the run waits for the role");
            await Task.Delay(20, Ct);
        }

        await session.RowsAsync("COMMIT", Ct);
        await running;
        await session.RowsAsync("DROP ROLE shop_app", Ct);
    }

    private static async Task<IReadOnlyList<string>> RegistryAsync(TestServer server)
    {
        var rows = new List<string>();
        foreach (var table in await server.RowsAsync("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'carpool'", ct: Ct))
            rows.AddRange(await server.RowsAsync($"SELECT t::text FROM {table} AS t", ct: Ct));
        rows.ShouldNotBeEmpty();
        return rows;
    }

    private static void ShouldHoldNoSecret(TempProject project, IReadOnlyList<string> verifiers, string where, IEnumerable<string> texts)
    {
        foreach (var text in texts)
            project.Secrets.Concat(verifiers).Any(secret => text.Contains(secret, StringComparison.Ordinal)).ShouldBeFalse($"a secret is in {where}");
    }

    private static string WithoutHandedVerifier(string statement) => HandedVerifier().Replace(statement, "");

    [GeneratedRegex(@"(?<=ALTER ROLE ""\w+"" PASSWORD )'SCRAM-SHA-256\$[^']+'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HandedVerifier();

    [Fact]
    public async Task A_child_gets_its_own_url_and_none_of_carpools_secrets()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        var outputs = await project.OutputsAsync();
        project.Environment["CARPOOL_KEY"] = (await File.ReadAllTextAsync(project.KeyFile, Ct)).Trim();

        var child = (await project.RunAsync("run", "blog", "--", "env")).ShouldExit(0);

        var variables = child.Out.Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal)).ToDictionary(line => line[..line.IndexOf('=', StringComparison.Ordinal)], line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
        variables["DATABASE_URL"].ShouldBe(outputs.Direct("blog"));
        variables["PGDATABASE"].ShouldBe("blog");
        variables["PGUSER"].ShouldBe("blog_app");
        variables.Keys.ShouldNotContain("CARPOOL_ADMIN_URL");
        variables.Keys.ShouldNotContain("CARPOOL_KEY");
        child.Out.Contains(server.AdminPassword, StringComparison.Ordinal).ShouldBeFalse();
        (await project.RunAsync("run", "blog", "--", "sh", "-c", "exit 42")).ShouldExit(42);
    }

    [Fact]
    public async Task Psql_opens_the_apps_own_database()
    {
        Assert.SkipWhen(ServerBinaries.TryFindProgram("psql") is null, "missing: psql");
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();

        var psql = await project.RunAsync(["psql", "blog"], "\\t on\n\\pset format unaligned\nSELECT current_user, current_database();\n");

        psql.ShouldExit(0).Out.ShouldContain("blog_owner|blog");
    }
}

using Carpool.Local;
using Npgsql;
using Xunit;

namespace Carpool.IntegrationTests.Local;

/// <summary>A folder of its own with a local cluster in it, gone with all its processes at the end of the test.</summary>
public sealed class LocalSandbox : IAsyncDisposable, IProgress<string>
{
    public const int Newest = 18;

    public LocalSandbox(int major = Newest, string? directory = null)
    {
        Directory = directory ?? System.IO.Directory.CreateTempSubdirectory("carpool-local-").FullName;
        Cluster = new LocalCluster(Directory, EnvironmentWith(("CARPOOL_PG_BIN", Binaries(major))), this);
    }

    public string Directory { get; }

    public LocalCluster Cluster { get; }

    public List<string> Said { get; } = [];

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The bin folder of a server that ./test installed.</summary>
    public static string Binaries(int major)
    {
        var servers = Environment.GetEnvironmentVariable("CARPOOL_TEST_SERVERS");
        Assert.SkipWhen(string.IsNullOrEmpty(servers), "missing: CARPOOL_TEST_SERVERS, which ./test sets");
        var folder = Path.Combine(servers!, $"pg{major}", "native", "bin");
        Assert.SkipUnless(System.IO.Directory.Exists(folder), $"missing: Postgres {major} under CARPOOL_TEST_SERVERS");
        return folder;
    }

    /// <summary>An environment of these variables only, on a machine without other servers.</summary>
    public static LocalEnvironment EnvironmentWith(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal), Environment.IsPrivilegedProcess)
        {
            DebianFolder = "/nonexistent",
            CacheFolder = Environment.IsPrivilegedProcess ? "/var/cache/carpool/test" : Path.Combine(Path.GetTempPath(), "carpool-test-cache"),
        };

    public static void NeedsPooler() => Assert.SkipUnless(ProgramPath.Find("pgbouncer") is not null, "missing: pgbouncer");

    public static void NeedsRoot() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "missing: root");

    /// <summary>Another Carpool on the same folder.</summary>
    public LocalCluster With(LocalEnvironment environment) => new(Directory, environment, this);

    public async Task<int> ProcessAsync() => (await Cluster.ReadStatusAsync(Token)).ProcessId!.Value;

    public void Report(string value)
    {
        lock (Said) Said.Add(value);
    }

    /// <summary>Runs SQL as the superuser and returns the first value.</summary>
    public static Task<object?> SqlAsync(LocalEndpoints endpoints, string sql)
    {
        var (user, password) = Credentials(endpoints);
        return SqlAsync(endpoints.Port, user, password, sql);
    }

    /// <summary>Runs SQL as any login over any port, on a connection that no pool of the driver keeps.</summary>
    public static async Task<object?> SqlAsync(int port, string user, string password, string sql)
    {
        var url = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = user, Password = password, Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(url.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }

    /// <summary>Kills as a crash would, and waits until the process is gone.</summary>
    public static async Task KillAsync(int process, string dataDirectory)
    {
        Posix.Signal(process, Posix.SigKill);
        Assert.True(await LivingProcess.EndsWithinAsync(TimeSpan.FromSeconds(10), () => LivingProcess.IsPostgresIn(process, dataDirectory), Token));
    }

    public async ValueTask DisposeAsync()
    {
        var settings = LocalFolder.Find(Directory, EnvironmentWith()).PoolerSettings;
        await Cluster.DestroyAsync(CancellationToken.None);
        Assert.Empty(LivingProcess.PoolersOn(settings, null));
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static (string User, string Password) Credentials(LocalEndpoints endpoints)
    {
        var parts = new Uri(endpoints.AdminUrl).UserInfo.Split(':');
        return (parts[0], parts[1]);
    }
}

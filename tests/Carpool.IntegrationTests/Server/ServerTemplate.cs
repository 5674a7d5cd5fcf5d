using System.Collections.Concurrent;

namespace Carpool.IntegrationTests.Server;

/// <summary>A data directory per version, made once per run: a copy takes a tenth of an initdb.</summary>
internal static class ServerTemplate
{
    private static readonly ConcurrentDictionary<int, Lazy<Task<Template>>> s_templates = new();

    private const string Config = """

        listen_addresses = '127.0.0.1'
        unix_socket_permissions = 0700
        password_encryption = 'scram-sha-256'
        fsync = off
        full_page_writes = off
        unix_socket_permissions = '0700'
        shared_buffers = '32MB'
        wal_level = logical
        max_prepared_transactions = 10
        log_statement = 'all'
        log_line_prefix = '%m [%p] %u@%d '
        log_connections = on

        """;

    private const string HostRules = """
        local all all trust
        local replication all trust
        host all all 127.0.0.1/32 scram-sha-256
        host all all ::1/128 scram-sha-256
        host replication all 127.0.0.1/32 scram-sha-256

        """;

    /// <param name="Programs">The folder of the version's programs, where the servers' user can run them.</param>
    public sealed record Template(string Programs, string Data);

    public static Task<Template> OfAsync(int version) =>
        s_templates.GetOrAdd(version, key => new Lazy<Task<Template>>(() => CreateAsync(key))).Value;

    // Shared by tests that may each be cancelled: it takes no token of theirs
    private static async Task<Template> CreateAsync(int version)
    {
        var folder = await RunFolder.NewAsync($"template{version}", CancellationToken.None);
        var programs = await ReachableAsync(ServerBinaries.FolderOf(version), folder);
        var data = Path.Combine(folder, "data");
        await UnprivilegedUser.RunAsync(
            Path.Combine(programs, "initdb"),
            ["-D", data, "-U", TestServer.Bootstrap, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--wal-segsize=1"],
            CancellationToken.None);
        await File.AppendAllTextAsync(Path.Combine(data, "postgresql.conf"), Config);
        await File.WriteAllTextAsync(Path.Combine(data, "pg_hba.conf"), HostRules);
        return new Template(programs, data);
    }

    // A checkout under root's own home is closed to every other user: its servers are copied to where they can be run
    private static async Task<string> ReachableAsync(string programs, string folder)
    {
        var (exit, _) = await UnprivilegedUser.TryRunAsync("test", ["-x", Path.Combine(programs, "postgres")], CancellationToken.None);
        if (exit == 0) return programs;
        var native = Path.Combine(folder, "native");
        using var copy = System.Diagnostics.Process.Start("cp", ["-a", "--reflink=auto", Path.GetDirectoryName(programs)!, native]);
        await copy.WaitForExitAsync();
        return Path.Combine(native, "bin");
    }
}

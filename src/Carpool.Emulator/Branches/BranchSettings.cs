using Carpool.Emulator.State;
using Carpool.Local;

namespace Carpool.Emulator.Branches;

/// <summary>The files of a branch's server and its PgBouncer: the platform's defaults, then what change requests made of them.</summary>
internal sealed class BranchSettings(Func<BranchState> branch, Switches switches)
{
    /// <summary>Defaults of the platform where Postgres has others.</summary>
    public IReadOnlyDictionary<string, string> Server { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["max_connections"] = switches.MaxConnections.ToString(),
        ["wal_level"] = "replica",
        ["max_replication_slots"] = "10",
        ["max_wal_senders"] = "10",
    };

    public IReadOnlyDictionary<string, string> Pooler { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["default_pool_size"] = "20",
        ["max_client_conn"] = "100",
        ["max_db_connections"] = "0",
        ["max_user_connections"] = "0",
        ["server_idle_timeout"] = "600",
        ["query_wait_timeout"] = "120",
    };

    /// <summary>What the platform offers. Before 16 CREATEROLE was a power over every role, which the default role has not.</summary>
    private const int OldestMajor = 17;

    /// <summary>What a local cluster of this branch is started with.</summary>
    public LocalSetup Setup => new("pscale_admin", RenderServer, RenderPooler, 5900, 6900, OldestMajor);

    public string RenderServer() =>
        $"""
        # The emulator writes this file at every start.
        include 'data/postgresql.conf'
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        logging_collector = off
        fsync = off
        {Lines(Server, "pgconf", value => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'")}

        """;

    private string RenderPooler(LocalFolder folder, int port, int serverPort) =>
        PoolerFiles.Settings("The emulator", folder, port, serverPort, Lines(Pooler, "pgbouncer", value => value));

    private string Lines(IReadOnlyDictionary<string, string> defaults, string @namespace, Func<string, string> quote)
    {
        var prefix = @namespace + ".";
        var changed = branch().Parameters.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
        return string.Join('\n', defaults.Where(pair => !changed.ContainsKey(pair.Key)).Concat(changed).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} = {quote(pair.Value)}"));
    }
}

namespace Carpool.Local;

/// <summary>What PgBouncer reads: its settings and the list of logins.</summary>
internal static class PoolerFiles
{
    /// <summary>How many connections to the server a pair of login and database may have.</summary>
    internal const int PoolSize = 20;

    /// <summary>A local cluster's. A session is reset after every transaction, so that a client's SET ROLE never reaches the next client.</summary>
    public static string Settings(LocalFolder folder, int port, int serverPort) => Settings(
        "Carpool", folder, port, serverPort,
        $"""
        server_reset_query = DISCARD ALL
        server_reset_query_always = 1
        max_client_conn = 500
        default_pool_size = {PoolSize}
        server_idle_timeout = 60
        """);

    /// <summary>
    /// Transaction mode. A refused login is tried again after a second, not fifteen. There is no admin console: nobody is its user. Start-up
    /// parameters that PgBouncer would not carry out are refused rather than ignored, but for one that drivers send and that changes nothing.
    /// </summary>
    /// <param name="writer">Who writes the file.</param>
    /// <param name="own">The writer's own lines.</param>
    public static string Settings(string writer, LocalFolder folder, int port, int serverPort, string own) =>
        $"""
        ; {writer} writes this file at every start.
        [databases]
        * = host=127.0.0.1 port={serverPort}

        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = {port}
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = {folder.PoolerUsers}
        logfile = {folder.PoolerLog}
        pidfile = {folder.PoolerProcess}
        pool_mode = transaction
        server_login_retry = 1
        ignore_startup_parameters = extra_float_digits
        log_connections = 0
        log_disconnections = 0
        log_stats = 0
        {own}

        """;

    /// <summary>The list of logins, in the order of their names.</summary>
    public static string Users(IEnumerable<PoolerLogin> logins) =>
        string.Concat(logins
            .OrderBy(login => login.Login.Value, StringComparer.Ordinal)
            .Select(login => $"{Quote(login.Login.Value)} {Quote(login.Verifier)}\n"));

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

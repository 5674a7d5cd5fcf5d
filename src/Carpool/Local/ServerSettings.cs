namespace Carpool.Local;

/// <summary>The server's settings: what initdb found fit for the machine, then Carpool's own, then whatever ALTER SYSTEM says. The port comes at the start.</summary>
internal static class ServerSettings
{
    public static string Render() =>
        """
        # Carpool writes this file at every start. Your own settings: ALTER SYSTEM, or data/postgresql.conf.
        include 'data/postgresql.conf'
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 100
        wal_level = logical
        password_encryption = 'scram-sha-256'
        logging_collector = off

        """;
}

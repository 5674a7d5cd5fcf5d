using Carpool.Sessions;

namespace Carpool.Cli.Views.Formats;

/// <summary>TLS for whatever is libpq underneath.</summary>
internal static class Libpq
{
    /// <summary>
    /// Its own words; `system` where the machine's authorities are meant (16 and later: an older one would look for a file of that name,
    /// and has to be given one anyhow). It goes with verify-full alone.
    /// </summary>
    public static IEnumerable<(string Key, string Value)> Tls(ServerAddress server) => server is { IsSocket: false, SslMode: SslMode.VerifyFull, RootCertificate: null }
        ? [.. SslModeWord.Parameters(server), ("sslrootcert", "system")]
        : SslModeWord.Parameters(server);
}

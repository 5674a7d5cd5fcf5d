namespace Carpool.Sessions;

/// <summary>The words that libpq has for <see cref="SslMode"/>, and most drivers with it.</summary>
public static class SslModeWord
{
    /// <summary>Such as `verify-full`.</summary>
    public static string Of(SslMode mode) => mode switch
    {
        SslMode.VerifyCa => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };

    /// <summary>
    /// What a client of the server has to be told about TLS, as keys and values of libpq: `sslmode` from `require` on, `sslrootcert` where
    /// there is an authority's file. Nothing for a Unix socket.
    /// </summary>
    public static IEnumerable<(string Key, string Value)> Parameters(ServerAddress server)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (server is { IsSocket: false, SslMode: >= SslMode.Require }) yield return ("sslmode", Of(server.SslMode));
        if (server is { IsSocket: false, RootCertificate: { } file }) yield return ("sslrootcert", file);
    }

    internal static SslMode Read(string text) => text switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCa,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new FormatException($"sslmode '{text}' does not exist"),
    };
}

using System.Net.Sockets;
using System.Security.Authentication;
using Carpool.Diagnostics;

namespace Carpool.Sessions;

/// <summary>Turns a connection that came to nothing before the server could speak into diagnostics.</summary>
internal static class ConnectionErrors
{
    public static Diagnostic ToDiagnostic(Exception failure, ServerAddress server)
    {
        var place = ServerErrors.Place(server);
        if (Cause<AuthenticationException>(failure) is { } untrusted)
        {
            return PlatformCodes.CertificateUntrusted.With(
                $"{place} shows a certificate that is not trusted: {untrusted.Message}",
                "Give the authority's certificate with sslrootcert=FILE, and connect by the name that the server's certificate carries.",
                server.Host);
        }

        if (failure.Message.Contains("SSL", StringComparison.Ordinal))
        {
            return PlatformCodes.TlsUnavailable.With($"{place} does not offer TLS: {failure.Message}", "Turn TLS on at the server, or connect to it over loopback.", server.Host);
        }

        if (Cause<SocketException>(failure) is { } socket) return Unreachable(server, socket.Message);
        if (Cause<TimeoutException>(failure) is not null) return Unreachable(server, "no answer in time");
        return failure.Message.Contains("password", StringComparison.OrdinalIgnoreCase)
            ? PlatformCodes.LoginRefused.With($"{place} asks for a password of '{server.User}', and there is none", "Put the password into the URL.", server.User.Value)
            : Unreachable(server, (failure.InnerException ?? failure).Message);
    }

    private static Diagnostic Unreachable(ServerAddress server, string reason) => PlatformCodes.ServerUnreachable.With(
        $"{ServerErrors.Place(server)} cannot be reached: {reason}", "Check that the server runs and that the host and port in the URL are its own.", server.Host);

    private static T? Cause<T>(Exception failure)
        where T : Exception
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is T found) return found;
        }

        return null;
    }
}

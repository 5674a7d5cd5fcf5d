using System.Globalization;

namespace Carpool.Walls.Trails;

/// <summary>How this very server is reached, so that a foreign server or a subscription that leads back into it is known.</summary>
/// <param name="Host">As the admin's URL names it.</param>
internal sealed record Loopback(string Host, int Port)
{
    private static readonly HashSet<string> s_here = new(StringComparer.OrdinalIgnoreCase) { "", "localhost", "::1", "[::1]", "0.0.0.0", "::" };

    /// <summary>True where host and port are this server's: no host and a folder are a socket of its machine.</summary>
    /// <param name="port">Where none is said it is the server's own default, which need not be 5432: taken as this one's.</param>
    public bool IsReachedBy(string? host, string? port)
    {
        var name = host ?? "";
        var isHere = s_here.Contains(name) || name.StartsWith('/') || name.StartsWith("127.", StringComparison.Ordinal) || string.Equals(name, Host, StringComparison.OrdinalIgnoreCase);
        return isHere && (port is null or "" || port == Port.ToString(CultureInfo.InvariantCulture));
    }
}

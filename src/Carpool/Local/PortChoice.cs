using System.Net;
using System.Net.Sockets;
using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>A port of the loopback address that stays the same from start to start, since connection strings hold it.</summary>
internal static class PortChoice
{
    private const int Span = 400;

    /// <summary>The first free port from a place in the range that the folder's name decides: clusters that do not run at the same time still differ.</summary>
    public static int Choose(string folder, int rangeStart, int? afterPort = null)
    {
        var place = afterPort is { } taken ? Math.Clamp(taken + 1 - rangeStart, 0, Span) : StableHash(folder);
        for (var step = 0; step < Span; step++)
        {
            var port = rangeStart + ((place + step) % Span);
            if (IsFree(port)) return port;
        }

        throw new DiagnosticException(PlatformCodes.NoFreePort.With(
            $"Every port from {rangeStart} to {rangeStart + Span - 1} on 127.0.0.1 is taken.", "End what listens there, then try again."));
    }

    /// <summary>True where nobody listens.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int StableHash(string text) => (int)(text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u)) % Span);
}

namespace Carpool.Emulator.Proxy;

/// <summary>Where a connection goes, or why nowhere.</summary>
/// <param name="Port">Of the loopback address.</param>
/// <param name="IsReadOnly">True for a replica, which is the primary here: its sessions begin read-only.</param>
internal sealed record Route(int Port, bool IsReadOnly, ProxyError? Refusal)
{
    public static Route To(int port, bool isReadOnly = false) => new(port, isReadOnly, null);

    public static Route Refused(ProxyError refusal) => new(0, false, refusal);
}

/// <summary>Knows where connections go.</summary>
internal interface IRoutes
{
    /// <summary>Every server, for a wish to cancel: whose key it is only the server itself knows.</summary>
    IReadOnlyList<int> ServerPorts { get; }

    Task<Route> FindAsync(RoutedUser user, bool isPooled, CancellationToken ct);
}

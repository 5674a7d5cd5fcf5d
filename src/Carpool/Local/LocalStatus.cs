namespace Carpool.Local;

/// <summary>What there is of the local cluster, without starting anything.</summary>
/// <param name="IsRunning">True where the server accepts connections.</param>
/// <param name="Version">Such as 18.4, of the last start; null before the first.</param>
/// <param name="DataDirectory">Where the data is, or would be.</param>
/// <param name="Port">The server's port, chosen at the first start.</param>
/// <param name="PoolerPort">The port of PgBouncer while it runs.</param>
/// <param name="ProcessId">The server's process while it runs.</param>
public sealed record LocalStatus(bool IsRunning, string? Version, string DataDirectory, int? Port, int? PoolerPort, int? ProcessId);

namespace Carpool.Local;

/// <summary>Where the running local cluster is reached. <paramref name="AdminUrl"/> holds the superuser's password: it is never printed.</summary>
/// <param name="AdminUrl">postgresql://postgres:PASSWORD@127.0.0.1:PORT/postgres?sslmode=disable: the server has no TLS</param>
/// <param name="Host">Always a loopback address.</param>
/// <param name="Port">The server's own port; stable from start to start.</param>
/// <param name="PoolerPort">PgBouncer's port, or null where the machine has no PgBouncer.</param>
public sealed record LocalEndpoints(string AdminUrl, string Host, int Port, int? PoolerPort)
{
    /// <inheritdoc/>
    public override string ToString() => $"LocalEndpoints {{ {Host}:{Port}, pooler {PoolerPort?.ToString() ?? "none"}, admin ******** }}";
}

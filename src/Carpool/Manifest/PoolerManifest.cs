namespace Carpool.Manifest;

/// <summary>How the pooled URL is formed.</summary>
public sealed record PoolerManifest(string Host, int Port);

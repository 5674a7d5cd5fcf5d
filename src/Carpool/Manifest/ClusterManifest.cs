using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest;

/// <summary>Where the apps live. Closed: local or a URL.</summary>
public abstract record ClusterManifest
{
    private ClusterManifest()
    {
    }

    /// <summary>The host and port of a transaction pooler in front of the cluster, or null.</summary>
    public PoolerManifest? Pooler { get; init; }

    /// <summary>Monitoring or platform roles that keep CONNECT on every database.</summary>
    public IReadOnlyList<RoleName> Watchers { get; init; } = [];

    /// <summary>The embedded cluster that Carpool starts itself.</summary>
    public sealed record Local : ClusterManifest;

    /// <summary>A server that somebody else runs, by the URL of its admin. The text holds a password: it is never printed.</summary>
    public sealed record Url(string AdminUrl, SourceLocation Location) : ClusterManifest
    {
        /// <inheritdoc/>
        public override string ToString() => "Url { ******** }";
    }
}

using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest;

/// <summary>Where the apps live. Closed: local, a URL, or a branch on PlanetScale.</summary>
public abstract record ClusterManifest
{
    private ClusterManifest()
    {
    }

    /// <summary>The host and port of a transaction pooler in front of the cluster, or null.</summary>
    public PoolerManifest? Pooler { get; init; }

    /// <summary>True where a platform makes the logins: what they are called in SQL is not for the manifest to say.</summary>
    public bool MakesLoginsByApi => this is PlanetScale { Branch.MakesLoginsByApi: true };

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

    /// <summary>A branch on PlanetScale.</summary>
    public sealed record PlanetScale(PlanetScaleManifest Branch) : ClusterManifest;
}

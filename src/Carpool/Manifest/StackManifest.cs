using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest;

/// <summary>A manifest that parsed and holds only what this version can do: what the user wants, still in the user's words.</summary>
/// <param name="Stack">Names what the file manages on its cluster.</param>
/// <param name="Cluster">Where the apps live.</param>
/// <param name="Apps">In the order of the file.</param>
/// <param name="File">The path the file was read from, absolute.</param>
public sealed record StackManifest(string Stack, ClusterManifest Cluster, IReadOnlyList<AppManifest> Apps, string File)
{
    /// <summary>The folder of the file; `.carpool` stands in it.</summary>
    public string Directory => Path.GetDirectoryName(File)!;
}

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

/// <summary>How the pooled URL is formed.</summary>
public sealed record PoolerManifest(string Host, int Port);

/// <summary>One app: a logical database with its roles.</summary>
/// <param name="Name">The key under `apps`.</param>
/// <param name="Database">The database's name; the app's name unless the manifest says otherwise.</param>
/// <param name="Roles">Logins in the order of the file; never empty.</param>
/// <param name="Connections">How many connections the app's logins may use together; null is no limit.</param>
/// <param name="OnRemove">What happens when the app leaves the manifest.</param>
/// <param name="Protect">True refuses any plan that would remove the app.</param>
public sealed record AppManifest(
    string Name,
    DatabaseName Database,
    IReadOnlyList<RoleManifest> Roles,
    int? Connections,
    OnRemove OnRemove,
    bool Protect,
    SourceLocation Location)
{
    /// <summary>The NOLOGIN role that owns everything in the database.</summary>
    public RoleName Owner => new($"{Database.Value}_owner");
}

/// <summary>One login of an app. <paramref name="Connections"/> is the login's own limit; null is no limit.</summary>
public sealed record RoleManifest(string Name, RoleName Login, Access Access, int? Connections, SourceLocation Location);

/// <summary>What a login may do in its app's database.</summary>
public enum Access
{
    /// <summary>Owns the schema through the owner role: migrates, reads and writes.</summary>
    App,
}

/// <summary>What happens to an app that leaves the manifest.</summary>
public enum OnRemove
{
    /// <summary>Locked and renamed; nothing is deleted.</summary>
    Quarantine,

    /// <summary>Dropped, if the run allows it as well.</summary>
    Drop,

    /// <summary>Left as it is and forgotten.</summary>
    Keep,
}

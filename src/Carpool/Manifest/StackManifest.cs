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

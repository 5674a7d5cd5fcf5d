namespace Carpool.Tests.Manifest;

/// <summary>Manifests kept as files: such as people write, and for each reason to refuse one a file that begins with its code.</summary>
internal static class ManifestCorpus
{
    private static readonly string Folder = Path.Combine(Manifests.Root, "tests", "Carpool.Tests", "Manifest", "Corpus");

    /// <summary>What the files read with `${NAME}`.</summary>
    internal static Dictionary<string, string> Environment { get; } = Manifests.Environment(
        ("CARPOOL_ADMIN_URL", "postgres://u@h"), ("STACK", "s"), ("WATCHER", "w"), ("NUMBER", "3"), ("FLAG", "true"), ("WORD", "drop"), ("A", "a: [\n"));

    /// <summary>Manifests that stand, the examples among them.</summary>
    internal static IReadOnlyList<string> Accepted { get; } =
        [.. FilesIn(Path.Combine(Folder, "accepted")), .. FilesIn(Path.Combine(Manifests.Root, "examples"))];

    /// <summary>Manifests that are refused.</summary>
    internal static IReadOnlyList<string> Refused { get; } = [.. FilesIn(Path.Combine(Folder, "refused"))];

    /// <summary>What mutations begin with.</summary>
    internal static IReadOnlyList<string> Texts { get; } = [Manifests.Everything, .. Accepted.Concat(Refused).Select(File.ReadAllText)];

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}

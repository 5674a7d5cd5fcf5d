namespace Carpool.Cli.Arguments;

/// <summary>What the global options came to.</summary>
/// <param name="Directory">Null is the current folder.</param>
/// <param name="Only">Empty is all apps.</param>
internal sealed record GlobalArguments(string? Directory, string File, IReadOnlySet<string> Only, bool IsYes, bool IsJson, bool IsQuiet, bool IsVerbose, bool IsColorless)
{
    /// <summary>The manifest as diagnostics name it: relative where it was given so.</summary>
    public string ManifestPath => Directory is null ? File : Path.Combine(Directory, File);

    /// <summary>The manifest's folder.</summary>
    public string ManifestDirectory => Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!;

    /// <summary>What can be said of a line that does not parse: how to answer it.</summary>
    public static GlobalArguments OfWrongUsage(string[] args)
    {
        var own = args.TakeWhile(word => word != "--").ToList();
        return new(null, "carpool.yaml", new HashSet<string>(StringComparer.Ordinal), false, own.Contains("--json"), false, false, own.Contains("--no-color"));
    }
}

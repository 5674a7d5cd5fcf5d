namespace Carpool.Diagnostics;

/// <summary>CP1xxx: what can be wrong with a manifest, found before anything connects.</summary>
public static class ManifestCodes
{
    /// <summary>The file is not YAML.</summary>
    public static readonly DiagnosticCode NotYaml = new("CP1001", "The manifest is not YAML");
}

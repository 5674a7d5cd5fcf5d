using Carpool.Diagnostics;
using Carpool.Manifest;

namespace Carpool.Stacks;

/// <summary>What was found on a cluster, as a manifest that describes it.</summary>
/// <param name="Findings">What the manifest cannot say, or only nearly.</param>
public sealed record Survey(StackManifest Manifest, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>The text of the manifest's file, with the admin's URL read from a variable of the environment.</summary>
    public string Render(string urlVariable, string heading) => ManifestText.Of(Manifest, urlVariable, heading);
}

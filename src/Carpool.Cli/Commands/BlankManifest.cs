using Carpool.Cli.Arguments;
using Carpool.Diagnostics;
using Carpool.Manifest;

namespace Carpool.Cli.Commands;

/// <summary>A manifest without apps, of the cluster whose admin the environment names.</summary>
internal static class BlankManifest
{
    public const string UrlVariable = "CARPOOL_ADMIN_URL";

    /// <summary>The manifest, or where there is none the cluster alone: what can be looked at whoever manages it.</summary>
    /// <exception cref="DiagnosticException">There is no manifest, and the environment names no admin either; or the manifest does not hold.</exception>
    public static StackManifest OrManifest(Invocation invocation)
    {
        var isUnmanaged = !Path.Exists(invocation.Globals.ManifestPath) && invocation.Terminal.Variables.ContainsKey(UrlVariable);
        return isUnmanaged ? Of(invocation.Globals, "nobody", invocation.Terminal.Variables) with { Stack = NoStack } : invocation.LoadManifest();
    }

    // No manifest can have a stack of this name, so no registry has it on record
    private const string NoStack = "(no stack)";

    /// <exception cref="DiagnosticException">The environment names no admin.</exception>
    public static StackManifest Of(GlobalArguments place, string stack, IReadOnlyDictionary<string, string> variables)
    {
        var text = $"stack: {YamlText.Value(stack)}\ncluster: {{ url: '${{{UrlVariable}}}' }}\napps: {{ placeholder: }}\n";
        var read = ManifestLoader.Parse(text, place.ManifestPath, variables);
        return read.Value is { } manifest ? manifest with { Apps = [] } : throw new DiagnosticException([.. read.Diagnostics.Select(diagnostic => diagnostic with { Location = null })]);
    }
}

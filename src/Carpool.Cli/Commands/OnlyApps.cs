using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.Manifest.Grammar;
using Carpool.Stacks;

namespace Carpool.Cli.Commands;

/// <summary>The apps that --only names are there: in the manifest, or on the cluster and about to leave.</summary>
internal static class OnlyApps
{
    public static async Task CheckAsync(IReadOnlySet<string> only, StackManifest manifest, Stack stack, CancellationToken cancellationToken)
    {
        var known = manifest.Apps.Select(app => app.Name).ToList();
        if (only.IsSubsetOf(known)) return;
        var onRecord = await stack.ReadAppsAsync(cancellationToken);
        known.AddRange(onRecord.Select(app => app.Name).Except(known, StringComparer.Ordinal).ToList());
        var unknown = only.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(app => Unknown(app, known)).ToList();
        if (unknown.Count > 0) throw new DiagnosticException(unknown);
    }

    /// <summary>The one that was meant, or all there are.</summary>
    public static string Choice(string typed, IReadOnlyList<string> known) =>
        Nearest.To(typed, known) is { } meant ? $"Did you mean `{meant}`?" : $"Name {Nearest.Listed(known, "or")}.";

    public static Diagnostic Unknown(string app, IReadOnlyList<string> known) => ExecutionCodes.UnknownApp.With(
        $"The stack has no app '{app}'",
        known.Count == 0 ? "Name an app under `apps` in the manifest and run `carpool up`." : Choice(app, known),
        app);
}

using System.Text.RegularExpressions;
using Carpool.Manifest;
using Carpool.Sessions;

namespace Carpool.Cli.Commands;

/// <summary>The environment variables that hold what only Carpool may know.</summary>
internal static partial class AdminSecrets
{
    /// <summary>
    /// The names: those that are secret by their name; those whose value holds the admin's URL; and, of those that the manifest reads,
    /// those with the admin's password in them. A password that happens to be a common word takes no other variable with it.
    /// </summary>
    public static IReadOnlySet<string> Of(StackManifest manifest, IReadOnlyDictionary<string, string> variables)
    {
        var names = variables.Keys.Where(IsSecretByName).ToHashSet(StringComparer.Ordinal);
        var url = manifest.Cluster switch
        {
            ClusterManifest.Url given => given.AdminUrl,
            ClusterManifest.PlanetScale given => given.Branch.AdminUrl,
            ClusterManifest.Local => null,
        };
        if (manifest.Cluster is ClusterManifest.PlanetScale { Branch.Token: { } token }) names.UnionWith(variables.Where(variable => variable.Value.Contains(token, StringComparison.Ordinal)).Select(variable => variable.Key));
        if (url is null) return names;
        names.UnionWith(variables.Where(variable => variable.Value.Contains(url, StringComparison.Ordinal)).Select(variable => variable.Key));
        if (ServerAddress.Parse(url).Value?.Password?.Reveal() is not { Length: > 0 } password) return names;
        var spellings = new[] { password, Uri.EscapeDataString(password) };
        names.UnionWith(Reference().Matches(File.ReadAllText(manifest.File)).Select(match => match.Groups["name"].Value)
            .Where(name => variables.TryGetValue(name, out var value) && spellings.Any(spelling => value.Contains(spelling, StringComparison.Ordinal))));
        return names;
    }

    internal static bool IsSecretByName(string name) =>
        name.StartsWith("CARPOOL_", StringComparison.Ordinal) || name.StartsWith("PLANETSCALE_", StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}

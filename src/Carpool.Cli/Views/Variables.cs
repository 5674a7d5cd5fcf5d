using Carpool.Diagnostics;
using Carpool.Stacks;

namespace Carpool.Cli.Views;

/// <summary>The environment variables that stand for connection strings.</summary>
internal static class Variables
{
    /// <summary>
    /// DATABASE_URL for the first role of one app, BLOG_DATABASE_URL where there are several apps, REPORTING in front of either for
    /// another role. Two that would have one name are a DiagnosticException: the last one would win unseen.
    /// </summary>
    public static IReadOnlyList<(string Name, string Url)> Of(IReadOnlyList<AppOutputs> apps, bool isOneApp, bool showSecrets)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var variables = new List<(string, string)>();
        foreach (var (app, role) in apps.SelectMany(app => app.Roles.Select(role => (app, role))))
        {
            var words = new List<string>();
            if (!isOneApp) words.Add(app.App);
            if (role != app.Roles[0] && !(isOneApp && app.Roles.Count == 1)) words.Add(role.Role);
            var name = NameOf(words);
            var owner = $"{app.App}/{role.Role}";
            if (!named.TryAdd(name, owner))
            {
                throw new DiagnosticException(ExecutionCodes.VariablesCollide.With(
                    $"'{named[name]}' and '{owner}' would both be {name}", "Ask for one app at a time: `carpool outputs APP`.", name));
            }

            variables.Add((name, LoginUrls.Of(role, showSecrets).Direct));
        }

        return variables;
    }

    internal static string NameOf(IReadOnlyList<string> words)
    {
        var name = string.Join('_', words.Append("DATABASE_URL").Select(word => string.Concat(word.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'))));
        return char.IsAsciiDigit(name[0]) ? $"_{name}" : name;
    }
}

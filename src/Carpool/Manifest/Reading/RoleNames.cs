using Carpool.Diagnostics;

namespace Carpool.Manifest.Reading;

/// <summary>The roles that one manifest leads to; roles are cluster-wide, so each name may stand for one of them only.</summary>
internal sealed class RoleNames(Problems problems)
{
    private readonly Dictionary<string, (string What, SourceLocation Location)> taken = new(StringComparer.Ordinal);

    /// <summary>Takes a name, or reports who has it.</summary>
    /// <param name="what">The role in the user's words, such as "the role 'app' of app 'blog'".</param>
    internal bool Take(Value.Text name, string what)
    {
        if (taken.TryAdd(name.Content, (what, name.Location))) return true;
        var first = taken[name.Content];
        problems.Add(
            ManifestCodes.RolesCollide,
            name.Location,
            $"{Capital(what)} and {first.What} (line {first.Location.Line}, column {first.Location.Column}) would both be the Postgres role '{name.Shown}'",
            "Rename one of them, or give one app another database.",
            name.Shown);
        return false;
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}

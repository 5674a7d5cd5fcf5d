using Carpool.State;

namespace Carpool.Manifest;

/// <summary>What a platform's API calls which login. SQL knows the one name, people and the API's list the other.</summary>
/// <param name="Names">The logins' names in SQL by those that are displayed: of those that are on nobody's record.</param>
/// <param name="Displayed">What each login of the API is displayed as, by its name in SQL.</param>
internal sealed record ApiNames(IReadOnlyDictionary<string, RoleName> Names, IReadOnlyDictionary<RoleName, string> Displayed)
{
    /// <summary>What stands at the end of a display name that another login took over.</summary>
    public const string Replaced = " (replaced)";

    /// <summary>Where nobody asked.</summary>
    public static ApiNames None { get; } = new(new Dictionary<string, RoleName>(StringComparer.Ordinal), new Dictionary<RoleName, string>());

    /// <summary>Which role of the app in a database a login is for, as what it is displayed as says, with the mark of a role's other login where it has that; null where that says nothing of the kind.</summary>
    public string? RoleOf(RoleName login, string database)
    {
        if (!Displayed.TryGetValue(login, out var shown)) return null;
        var name = shown.EndsWith(Replaced, StringComparison.Ordinal) ? shown[..^Replaced.Length] : shown;
        var prefix = $"{database}_";
        return name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length ? name[prefix.Length..] : null;
    }
}

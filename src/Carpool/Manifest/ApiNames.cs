using Carpool.State;

namespace Carpool.Manifest;

/// <summary>What a platform's API calls which login. SQL knows the one name, people and the API's list the other.</summary>
/// <param name="Names">The logins' names in SQL by those that are displayed: of those that are on nobody's record.</param>
/// <param name="Displayed">What each login of the API is displayed as, by its name in SQL.</param>
internal sealed record ApiNames(IReadOnlyDictionary<string, RoleName> Names, IReadOnlyDictionary<RoleName, string> Displayed)
{
    /// <summary>Where nobody asked.</summary>
    public static ApiNames None { get; } = new(new Dictionary<string, RoleName>(StringComparer.Ordinal), new Dictionary<RoleName, string>());
}

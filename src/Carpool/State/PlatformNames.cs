namespace Carpool.State;

/// <summary>
/// What PlanetScale has on its servers beside what belongs to anybody: databases and roles whose names begin with `pscale_`. No manifest can ask
/// for such a name, so they are never touched, and it is no drift when they come or go.
/// </summary>
public static class PlatformNames
{
    private const string Beginning = "pscale_";
    private const string MadeForSomebody = "pscale_api_";

    /// <summary>True of the platform's own databases.</summary>
    public static bool AreIn(DatabaseName database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Value.StartsWith(Beginning, StringComparison.Ordinal);
    }

    /// <summary>True of the platform's own roles, and not of those that its API makes for others.</summary>
    public static bool AreIn(RoleName role) => !IsMadeByApi(role) && role.Value.StartsWith(Beginning, StringComparison.Ordinal);

    /// <summary>True of a role that the platform's API made for somebody, under a name of its own choosing: only the API alters or drops it.</summary>
    public static bool IsMadeByApi(RoleName role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return role.Value.StartsWith(MadeForSomebody, StringComparison.Ordinal);
    }
}

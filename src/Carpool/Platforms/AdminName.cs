using System.Security.Cryptography;
using System.Text;
using Carpool.Credentials;

namespace Carpool.Platforms;

/// <summary>
/// What PlanetScale shows Carpool's own role as. It says which machine, folder and stack it is for, and ends with an id of its own: machines
/// and folders can be called alike, as those of a CI service are, and would take the role's password from each other.
/// </summary>
internal static class AdminName
{
    private const int Digits = 8;

    /// <summary>How the names of all the roles begin that were made in this place, before its id was lost as well.</summary>
    public static string BeginningIn(string manifestDirectory, string stack)
    {
        var place = string.Join('\n', Environment.MachineName, Path.GetFullPath(manifestDirectory), stack);
        return $"carpool-admin-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..Digits]}";
    }

    /// <summary>The name. Where no id can be kept it is the beginning alone: a role that lives for an hour, anew for every run, would be worse.</summary>
    public static string In(string manifestDirectory, string stack) =>
        PlaceId.LoadOrCreate(manifestDirectory) is { } id ? $"{BeginningIn(manifestDirectory, stack)}-{id}" : BeginningIn(manifestDirectory, stack);
}

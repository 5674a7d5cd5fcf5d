using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>Connections are shared by all: limits that do not limit.</summary>
internal static class LimitRule
{
    public static IEnumerable<Diagnostic> Find(WallView view)
    {
        var declared = view.Desired.Roles.Where(role => role.ConnectionLimit is not null).ToDictionary(role => role.Name, role => role.ConnectionLimit!.Value);
        foreach (var role in view.Surroundings.Roles.Select(listing => listing.Role).Where(role => role.CanLogin && view.Tenancy.Of(role.Name) is not null))
        {
            var tenant = view.Tenancy.Of(role.Name);
            if (declared.TryGetValue(role.Name, out var limit) && !PlatformNames.IsMadeByApi(role.Name) && !(role.ConnectionLimit <= limit))
            {
                yield return WallCodes.Starving.With(
                    $"{role.Name} of {tenant} may take {Count(role.ConnectionLimit)} connections, where the manifest lets it have {limit}.",
                    Closing.BySuperuser($"ALTER ROLE {role.Name} CONNECTION LIMIT {limit}"),
                    role.Name.Value);
            }
            else if (role.ConnectionLimit >= view.Guards.UsableConnections)
            {
                yield return WallCodes.Starving.With(
                    $"{role.Name} of {tenant} may take {role.ConnectionLimit} connections, and the server has {view.Guards.UsableConnections} for all.",
                    Closing.BySuperuser($"ALTER ROLE {role.Name} CONNECTION LIMIT {Math.Max(1, view.Guards.UsableConnections / 2)}"),
                    role.Name.Value);
            }
        }
    }

    private static string Count(int? limit) => limit is { } number ? $"{number}" : "any number of";
}

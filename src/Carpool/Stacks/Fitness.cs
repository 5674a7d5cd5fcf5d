using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>What a server and an admin must be able to do before anything is tried on them.</summary>
internal static class Fitness
{
    /// <summary>These minor versions ignore ALTER ROLE … SET role without a word, on which the whole access model rests (17.1 was tried; the others by their notes).</summary>
    private static readonly int[] IgnoringRoleSetting = [140014, 150009, 160005, 170001];

    /// <summary>What a cluster of this kind has to have.</summary>
    public static IReadOnlyList<Diagnostic> Check(Server server, ClusterManifest cluster) => cluster.MakesLoginsByApi && !server.HasMembershipOptions
        ? [PlanetScaleCodes.ServerTooOldForApi.With(
            $"Postgres {server.Version} has no options of memberships: a login that PlanetScale makes would have all that the app's owner has from its start.", "Write `logins: sql`, or use a branch with Postgres 16 or later.")]
        : [];

    /// <summary>The errors; none where all is well.</summary>
    public static IReadOnlyList<Diagnostic> Check(Server server)
    {
        var (admin, found) = (server.Admin, new List<Diagnostic>());
        if (!admin.CanCreateDatabases)
        {
            found.Add(PlatformCodes.AdminLacksAttribute.With($"The admin role {admin.Name} may not create databases.", $"Run as a superuser: {RoleSql.Permit(admin.Name, Keyword.CreateDatabase)}", admin.Name.Value));
        }

        if (!admin.CanCreateRoles)
        {
            found.Add(PlatformCodes.AdminLacksAttribute.With($"The admin role {admin.Name} may not create roles.", $"Run as a superuser: {RoleSql.Permit(admin.Name, Keyword.CreateRole)}", admin.Name.Value));
        }

        if (server.IsStandby)
        {
            found.Add(PlatformCodes.ServerIsStandby.With("The server is a standby: nothing can be changed on it.", "Give the URL of the primary."));
        }

        if (server is { IsReadOnly: true, IsStandby: false })
        {
            found.Add(PlatformCodes.ServerIsReadOnly.With(
                "The server is configured to be read-only (default_transaction_read_only = on), so nothing is changed on it.",
                "Find out why, a full disk or a move to another server perhaps, and switch it off: ALTER SYSTEM RESET default_transaction_read_only; SELECT pg_reload_conf()"));
        }

        if (IgnoringRoleSetting.Contains(server.VersionNumber))
        {
            found.Add(PlatformCodes.ServerIgnoresRoleSetting.With(
                $"Postgres {server.Version} ignores ALTER ROLE … SET role: an app's sessions would not start as its owner.", "Upgrade to the next minor version."));
        }

        return found;
    }
}

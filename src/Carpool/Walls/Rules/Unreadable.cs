using Carpool.Diagnostics;

namespace Carpool.Walls.Rules;

/// <summary>Whole catalogs and databases that the admin may not look at.</summary>
internal static class Unreadable
{
    public static IEnumerable<Diagnostic> Find(WallView view)
    {
        const string Fix = "Verify as a superuser, or ask one.";
        if (view.Guards.Passwords is null) yield return WallCodes.Unknown.With("How passwords are kept may not be read: none, MD5 or SCRAM.", Fix, "pg_authid");
        if (view.Guards.HostRules is null) yield return WallCodes.Unknown.With("The lines of pg_hba.conf may not be read: a login may get in without a password.", Fix, "pg_hba.conf");
        foreach (var tenant in view.Tenancy.Tenants.Where(tenant => !view.Insides.ContainsKey(tenant.Database)))
        {
            yield return WallCodes.Unknown.With($"The inside of database {tenant.Database} of {tenant} was not looked at: the admin {view.Server.Admin.Name} may not connect to it.", "As its owner or a superuser, grant the admin CONNECT.", tenant.Database.Value);
        }
    }
}

using Carpool.Diagnostics;
using Carpool.Sessions;
using Carpool.State;

namespace Carpool.Platforms;

/// <summary>The branch's default role as the admin, by the URL that the user has of it.</summary>
internal static class DefaultRole
{
    /// <summary>
    /// Where it leads. What the login's name has from its last dot on is the branch, which the proxy reads and Postgres never sees. The server is
    /// verified in full, loopback or not: PlanetScale speaks TLS alone.
    /// </summary>
    /// <exception cref="DiagnosticException">The URL cannot be read, or names no branch.</exception>
    public static ServerAddress Address(BranchSettings settings)
    {
        var parsed = ServerAddress.Parse(settings.DefaultRoleUrl.Reveal());
        if (parsed.Value is not { } address) throw new DiagnosticException([.. parsed.Diagnostics.Select(diagnostic => diagnostic with { Location = settings.Manifest.Location })]);
        var user = address.User.Value;
        if (user.LastIndexOf('.') is not (var dot and > 0) || dot == user.Length - 1)
        {
            throw new DiagnosticException(PlanetScaleCodes.BranchNotInUrl.With(
                $"The login '{user}' of the admin URL does not end with a branch, by which PlanetScale finds the server.",
                "Give the URL as PlanetScale shows it: its user is like postgres.BRANCH_ID.",
                user,
                settings.Manifest.Location));
        }

        return BranchAddress.Verified(address with { User = new RoleName(user[..dot]), LoginSuffix = user[dot..] }, settings);
    }
}

using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>How the passwords of tenants' logins are kept. Whoever has none on record was not judged.</summary>
internal static class PasswordRule
{
    public static IEnumerable<Diagnostic> Find(WallView view)
    {
        var kinds = (view.Guards.Passwords ?? []).ToDictionary(password => password.Role, password => password.Kind);
        foreach (var tenant in view.Tenancy.Tenants)
        {
            foreach (var login in view.Surroundings.Roles.Where(listing => listing.Role.CanLogin && tenant.Roles.Contains(listing.Role.Name)))
            {
                var name = login.Role.Name;
                if (login.IsExpired)
                {
                    yield return WallCodes.Password.With(
                        $"The password of {name} of {tenant} was good until {login.ValidUntil}: the login works no more, and its sessions go on.",
                        Closing.BySuperuser($"ALTER ROLE {name} VALID UNTIL 'infinity'"),
                        name.Value);
                }

                if (kinds.GetValueOrDefault(name, PasswordKind.Scram) is var kind && kind is not PasswordKind.Scram)
                {
                    yield return WallCodes.Password.With(
                        kind is PasswordKind.Md5
                            ? $"The password of {name} of {tenant} is kept as an MD5 hash, and whoever reads the hash can log in with it."
                            : $"{name} of {tenant} can log in and has no password: only pg_hba.conf keeps others from coming in its name.",
                        tenant.IsManaged ? $"Give it another password with `carpool rotate {tenant.Name} --in-place`." : "Give it a password while password_encryption is scram-sha-256.",
                        name.Value);
                }
            }
        }
    }
}

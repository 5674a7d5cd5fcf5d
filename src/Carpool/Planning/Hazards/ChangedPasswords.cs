using Carpool.Diagnostics;
using Carpool.Diff;

namespace Carpool.Planning.Hazards;

/// <summary>Somebody gave a login another password than the one on record: whoever uses that one now would be locked out by a third.</summary>
internal static class ChangedPasswords
{
    public static IEnumerable<Hazard> Find(PlanContext context) => context.Changes
        .OfType<Change.RenewCredential>()
        .Where(renew => renew.IsRefused)
        .Select(renew => HazardCodes.PasswordReplaced.Found(
            renew,
            $"Somebody changed the password of login {renew.Login.Name}: a new one would lock out whoever uses it now.",
            "give the login the password on record again"));
}

using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>What every command asks of a server and its admin before it tries anything.</summary>
internal static class AdminCheck
{
    public static IEnumerable<Check> Find(DoctorView view)
    {
        foreach (var unfit in view.Unfit) yield return new(unfit.Code, CheckStatus.Fail, unfit.Subject ?? view.Server.Admin.Name.Value, unfit.Message, Fix: unfit.Fix);
        if (view.Unfit.Any(unfit => unfit.Code == PlatformCodes.AdminLacksAttribute)) yield break;
        yield return new(
            PlatformCodes.AdminLacksAttribute, CheckStatus.Ok, view.Server.Admin.Name.Value,
            view.Server.Admin.IsSuperuser ? $"The admin role {view.Server.Admin.Name} is a superuser." : $"The admin role {view.Server.Admin.Name} may create databases and roles.");
    }
}

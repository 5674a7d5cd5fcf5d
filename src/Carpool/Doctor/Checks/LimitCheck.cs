using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>Apps that nothing keeps from the connections of all.</summary>
internal static class LimitCheck
{
    private const int Named = 5;

    public static IEnumerable<Check> Find(DoctorView view)
    {
        var apps = view.Budget.Shares.Where(share => share.Kind is ShareKind.App).ToList();
        if (apps.Count == 0) yield break;
        var free = apps.Where(share => share.Limit is null).ToList();
        var check = new Check(DoctorCodes.Limits, CheckStatus.Ok, "connections", "Every app has a limit of connections.", free.Count, 0);
        if (free.Count == 0)
        {
            yield return check;
            yield break;
        }

        var limited = view.Budget.Shares.Where(share => share.IsOfApps).Sum(share => share.Limit ?? 0);
        var each = Math.Max(1, (view.Budget.ForApps - limited) / free.Count);
        yield return check with
        {
            Status = CheckStatus.Warn,
            Subject = free.Count == 1 ? free[0].Name : "connections",
            Message = $"{Names(free)} no limit of connections, and may take those of all.",
            Fix = $"Say `connections: {each}` for each of them, or less, and run `carpool up`.",
        };
    }

    private static string Names(List<BudgetShare> apps) => apps.Count == 1
        ? $"App {apps[0].Name} has"
        : $"Apps {string.Join(", ", apps.Take(Named).Select(app => app.Name))}{(apps.Count > Named ? $" and {apps.Count - Named} more" : "")} have";
}

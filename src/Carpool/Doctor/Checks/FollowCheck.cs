using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>Tables and partitions that came after the last `up`: their changes are told without the whole old row, or not at all.</summary>
internal static class FollowCheck
{
    private const int Named = 5;

    public static IEnumerable<Check> Find(DoctorView view) =>
        from changes in view.ToFollow.GroupBy(found => found.App, found => found.Table.Text, StringComparer.Ordinal)
        let tables = changes.ToList()
        select new Check(
            DoctorCodes.ToFollow, CheckStatus.Warn, changes.Key,
            $"App {changes.Key} has tables that are not ready for its sync engine: {string.Join(", ", tables.Take(Named))}{(tables.Count > Named ? $" and {tables.Count - Named} more" : "")}.",
            tables.Count, 0, "Run `carpool up`.");
}

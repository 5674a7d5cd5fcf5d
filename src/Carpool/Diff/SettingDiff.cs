using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// What the sessions of an app start with: the `role` that makes them the owner's, what the manifest says, and nothing else. A setting that
/// somebody planted reaches every session of a login, or of a database.
/// </summary>
internal static class SettingDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var diff = KeyedDiff.Between(
            actual.Settings.Where(setting => apps.Find(setting) is not null),
            desired.Settings,
            setting => KeyedDiff.Key(setting.Role, setting.Database, setting.Parameter));
        foreach (var setting in diff.Missing) yield return new Change.ChangeSetting(apps.Find(setting)!, null, setting);
        foreach (var (from, to) in diff.Common.Where(pair => pair.Actual != pair.Desired))
        {
            yield return new Change.ChangeSetting(apps.Find(to)!, from, to);
        }

        foreach (var setting in diff.Extra) yield return new Change.ResetSetting(apps.Find(setting)!, setting);
    }
}

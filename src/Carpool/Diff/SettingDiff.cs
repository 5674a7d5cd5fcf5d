using Carpool.State;

namespace Carpool.Diff;

/// <summary>The `role` that makes each session of a login start as the owner, and any other that would make it start, or a stranger's, as somebody else.</summary>
internal static class SettingDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        string? AppOf(Setting setting) => setting.Role is { } role ? apps.Find(role) : apps.Find(setting.Database!);
        var diff = KeyedDiff.Between(
            actual.Settings.Where(setting => AppOf(setting) is not null),
            desired.Settings,
            setting => KeyedDiff.Key(setting.Role, setting.Database, setting.Parameter));
        foreach (var setting in diff.Missing) yield return new Change.ChangeSetting(apps.Of(setting.Role!), null, setting);
        foreach (var (from, to) in diff.Common.Where(pair => pair.Actual != pair.Desired))
        {
            yield return new Change.ChangeSetting(apps.Of(to.Role!), from, to);
        }

        foreach (var setting in diff.Extra) yield return new Change.ResetSetting(AppOf(setting)!, setting);
    }
}

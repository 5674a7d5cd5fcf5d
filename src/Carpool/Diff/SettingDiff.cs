using Carpool.State;

namespace Carpool.Diff;

/// <summary>Settings of logins: above all the `role` that makes each session start as the owner.</summary>
internal static class SettingDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var governed = desired.Roles.Select(role => role.Name).ToHashSet();
        var diff = KeyedDiff.Between(
            actual.Settings.Where(setting => setting.Role is { } role && governed.Contains(role)),
            desired.Settings,
            setting => KeyedDiff.Key(setting.Role, setting.Database, setting.Parameter));
        foreach (var setting in diff.Missing) yield return new Change.ChangeSetting(apps.Of(setting.Role!), null, setting);
        foreach (var (from, to) in diff.Common.Where(pair => pair.Actual != pair.Desired))
        {
            yield return new Change.ChangeSetting(apps.Of(to.Role!), from, to);
        }

        foreach (var setting in diff.Extra) yield return new Change.ResetSetting(apps.Of(setting.Role!), setting);
    }
}

using Carpool.State;

namespace Carpool.Diff;

/// <summary>Extensions that the manifest asks for. One that is there and not listed stays: it may be the app's own doing, and data go with it.</summary>
internal static class ExtensionDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var apps = new Ownership(desired);
        var diff = KeyedDiff.Between(actual.Extensions, desired.Extensions, extension => KeyedDiff.Key(extension.Database, extension.Name));
        foreach (var extension in diff.Missing) yield return new Change.CreateExtension(apps.Of(extension.Database), extension);
    }
}

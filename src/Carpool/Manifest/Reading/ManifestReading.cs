using Carpool.Diagnostics;

namespace Carpool.Manifest.Reading;

/// <summary>Makes a manifest of values that fit the grammar.</summary>
internal static class ManifestReading
{
    private const string LocalStack = "local";
    private const int MaxStackBytes = 63;

    /// <summary>The manifest; null where anything was reported.</summary>
    internal static StackManifest? Read(Value.Keys root, SourceLocation place, string file, Problems problems)
    {
        var apps = new AppReading(root.Find<Value.Keys>("defaults"), problems);
        var cluster = ReadCluster(root, apps, problems);
        var stack = ReadStack(root, cluster, place, problems);
        var read = (root.Find<Value.Names>("apps")?.Items ?? []).Select(apps.Read).OfType<AppManifest>().ToList();
        return problems.IsEmpty && stack is not null && cluster is not null ? new(stack, cluster, read, file) : null;
    }

    private static ClusterManifest? ReadCluster(Value.Keys root, AppReading apps, Problems problems)
    {
        if (!root.Entries.TryGetValue("cluster", out var held)) return new ClusterManifest.Local();
        if (held.Value is Value.Text) return new ClusterManifest.Local();
        if (held.Value is not Value.Keys keys) return null;
        var watchers = apps.ReadWatchers(keys.Find<Value.Texts>("watchers"));
        if (keys.Find<Value.Keys>("planetscale") is { } planetScale)
        {
            if (planetScale.Find<Value.Text>("bouncer") is { } bouncer && keys.Entries.ContainsKey("pooler"))
                problems.Add(ManifestCodes.Contradiction, bouncer.Location, "`cluster.planetscale.bouncer` and `cluster.pooler` both say where pooled URLs lead", "Remove one of them.", "cluster.planetscale.bouncer");
            return PlanetScaleReading.Read(planetScale, keys.Entries["planetscale"].Key, problems) is { } branch ? new ClusterManifest.PlanetScale(branch) { Pooler = ReadPooler(keys), Watchers = watchers } : null;
        }

        if (keys.Find<Value.Text>("url") is not { } url || !IsPostgres(url, "cluster.url", problems)) return null;
        return new ClusterManifest.Url(url.Content, url.Location) { Pooler = ReadPooler(keys), Watchers = watchers };
    }

    private static PoolerManifest? ReadPooler(Value.Keys cluster) =>
        cluster.Find<Value.Keys>("pooler") is { } pooler && pooler.Find<Value.Text>("host") is { } host && pooler.Find<Value.Number>("port") is { } port
            ? new(host.Content, port.Content)
            : null;

    private static string? ReadStack(Value.Keys root, ClusterManifest? cluster, SourceLocation place, Problems problems)
    {
        if (root.Find<Value.Text>("stack") is { } stack)
        {
            if (stack.Content.Length is > 0 and <= MaxStackBytes && stack.Content.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')) return stack.Content;
            problems.Add(ManifestCodes.MalformedStack, stack.Location, $"The stack's name '{stack.Shown}' is not 1 to {MaxStackBytes} letters, digits, - _ and dots", "Use another name.", "stack");
            return null;
        }

        if (root.Entries.ContainsKey("stack")) return null;
        if (cluster is ClusterManifest.Local) return LocalStack;
        if (root.Entries.TryGetValue("cluster", out var held) && held.Value is not null)
            problems.Add(ManifestCodes.MissingKey, place, "The manifest lacks the key 'stack', which names what it manages on a cluster that is not local", "Add 'stack'.", "stack");
        return null;
    }

    /// <summary>Whether it is a Postgres URL; reported where it is not.</summary>
    internal static bool IsPostgres(Value.Text url, string path, Problems problems)
    {
        if (url.Content.StartsWith("postgres://", StringComparison.Ordinal) || url.Content.StartsWith("postgresql://", StringComparison.Ordinal)) return true;
        problems.Add(ManifestCodes.NotAPostgresUrl, url.Location, $"`{path}` does not begin with postgres:// or postgresql://", "Write the admin's URL as postgresql://USER:PASSWORD@HOST:PORT/DATABASE.", path);
        return false;
    }
}

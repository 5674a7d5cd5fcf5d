using Carpool.Catalog;
using Carpool.Registry;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>How much of the cluster a reading is about.</summary>
/// <param name="Only">The apps; empty is all, and the shared databases.</param>
/// <param name="DepthOf">How closely each of them is looked at.</param>
internal sealed record ReadingScope(IReadOnlySet<string> Only, Func<App, ReadingDepth> DepthOf)
{
    /// <summary>All apps, by shared facts alone.</summary>
    public static ReadingScope Shared { get; } = new(new HashSet<string>(StringComparer.Ordinal), _ => ReadingDepth.Shared);

    /// <summary>How many sessions at most look into databases at once.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>True where the insides of databases that exist are taken as they are: nothing is desired of them.</summary>
    public bool IsShallow { get; init; }

    /// <summary>What a saved plan desires, whatever the manifest says by now; null is what the manifest says.</summary>
    public ClusterState? Desired { get; init; }

    /// <summary>The key that the registry's rows are checked with; null is the one at hand, which must be the stack's.</summary>
    public KeyOf? KeyOf { get; init; }

    /// <summary>True where rows that cannot be believed are put aside, instead of stopping everything.</summary>
    public bool AllowsSpoiltRows { get; init; }

    /// <summary>True where every password on record is tried.</summary>
    public bool TriesCredentials { get; init; }

    /// <summary>True where the manifest is held against the cluster: the server is asked beforehand what of it it would refuse.</summary>
    public bool AsksAhead { get; init; }

    /// <summary>True where a platform's API is asked what it calls its logins.</summary>
    public bool AsksPlatform { get; init; }

    /// <summary>True where apps that are not on record are looked into as well.</summary>
    public bool SeesUnrecorded { get; init; }

    /// <summary>Insides that were read a moment ago.</summary>
    public IReadOnlyDictionary<DatabaseName, InsideCatalog> Seen { get; init; } = new Dictionary<DatabaseName, InsideCatalog>();
}

/// <summary>How closely an app is looked at: a session in its database costs more than all that is read without one.</summary>
internal enum ReadingDepth
{
    /// <summary>What the whole cluster shares, which one session reads for all apps.</summary>
    Shared,

    /// <summary>The inside of its database as well.</summary>
    Inside,

    /// <summary>And what the database holds: for apps that leave.</summary>
    Contents,
}

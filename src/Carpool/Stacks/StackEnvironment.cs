using Carpool.PlanetScale;
using Carpool.Sessions;

namespace Carpool.Stacks;

/// <summary>What a stack takes of the world around it.</summary>
/// <param name="Variables">The environment: CARPOOL_KEY, CARPOOL_PG_BIN and the like.</param>
/// <param name="Log">Hears every statement, secrets masked.</param>
/// <param name="Notices">Hears what a person may want to know while something takes time.</param>
/// <param name="Reading">Hears how far a look into the databases is, one report after the other.</param>
/// <param name="Clock">Names quarantined objects and measures runs.</param>
public sealed record StackEnvironment(IReadOnlyDictionary<string, string> Variables, IStatementLog Log, IProgress<string> Notices, IProgress<ReadingProgress> Reading, TimeProvider Clock)
{
    /// <summary>Hears of every call of a platform's API, after it, with nothing secret in it; null where nobody listens. May be called from several lanes at once.</summary>
    public Action<ApiCall>? OnCall { get; init; }

    /// <summary>The registry's tables as this Carpool writes them.</summary>
    internal Registry.RegistryTables Tables { get; init; } = Registry.RegistryTables.Current;
}

/// <summary>How many of the databases that are looked into were.</summary>
public sealed record ReadingProgress(int Done, int Total);

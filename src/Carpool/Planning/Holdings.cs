using Carpool.Diff;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>What an app that leaves holds, so that nobody removes by mistake what is in use.</summary>
/// <param name="Contents">Null where the database could not be looked into.</param>
/// <param name="Sessions">How many are connected.</param>
/// <param name="Slots">Names of its replication slots.</param>
public sealed record Holdings(Change Change, DatabaseContents? Contents, int Sessions, IReadOnlyList<string> Slots)
{
    /// <summary>The holdings of every app that a plan removes or drops.</summary>
    internal static IReadOnlyList<Holdings> Of(IReadOnlyList<Change> changes, Surroundings surroundings) =>
    [
        .. changes.Where(change => change is Change.Quarantine or Change.Purge { DatabaseExists: true }).Select(change => new Holdings(
            change,
            surroundings.Contents.FirstOrDefault(contents => contents.Database == change.Database),
            surroundings.Sessions.Where(session => session.Database == change.Database).Sum(session => session.Count),
            [.. surroundings.Slots.Where(slot => slot.Database == change.Database).Select(slot => slot.Name)])),
    ];
}

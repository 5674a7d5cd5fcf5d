using Carpool.Diagnostics;

namespace Carpool.Cli.Watching;

/// <summary>What is known after some rounds. A round gives the next state and the events on the way there.</summary>
internal sealed record WatchState(string Stack, TimeSpan Every)
{
    private const int PatienceIntervals = 3;

    /// <summary>The last round that ended.</summary>
    public WatchRound? Last { get; private init; }

    /// <summary>The last that came to something.</summary>
    public WatchRound? LastGood { get; private init; }

    public int Rounds { get; private init; }

    public int Failures { get; private init; }

    public (WatchState State, IReadOnlyList<WatchEvent> Events) After(WatchRound round)
    {
        var next = this with { Last = round, LastGood = round.HasFailed ? LastGood : round, Rounds = Rounds + 1, Failures = Failures + (round.HasFailed ? 1 : 0) };
        if (round.HasFailed) return (next, Last is { HasFailed: true } && Last.Failure.SequenceEqual(round.Failure) ? [] : [new WatchEvent.Failed(round.Failure)]);

        IReadOnlyList<WatchEvent> changes = [.. Between(LastGood, round)];
        return (next,
        [
            .. Last is { HasFailed: true } ? [new WatchEvent.Recovered()] : Array.Empty<WatchEvent>(),
            .. changes,
            .. changes.Count > 0 || LastGood is null ? [new WatchEvent.Verified(round)] : Array.Empty<WatchEvent>(),
        ]);
    }

    /// <summary>Null where all is well with the watch itself, else what is not.</summary>
    public string? Ailment(DateTimeOffset now) => Last switch
    {
        null => "no round has ended yet",
        { HasFailed: true } => $"the last round failed: {Last.Failure[0].Code.Id}",
        _ when now - Last.EndedAt > PatienceIntervals * Every => $"the last round ended {(now - Last.EndedAt).TotalSeconds:0} s ago",
        _ => null,
    };

    private static IEnumerable<WatchEvent> Between(WatchRound? from, WatchRound to)
    {
        var (before, after) = (from?.Findings.DistinctBy(Identity).ToList() ?? [], to.Findings.DistinctBy(Identity).ToList());
        foreach (var finding in after.ExceptBy(before.Select(Identity), Identity)) yield return new WatchEvent.Opened(finding);
        foreach (var finding in before.ExceptBy(after.Select(Identity), Identity))
        {
            if (to.Report.Accepted.FirstOrDefault(one => IsAccepted(finding, one)) is { } accepted) yield return new WatchEvent.Accepted(accepted);
            else yield return new WatchEvent.Closed(finding);
        }

        foreach (var drift in to.Drift.Except(from?.Drift ?? [])) yield return new WatchEvent.Drifted(drift);
        foreach (var drift in (from?.Drift ?? []).Except(to.Drift)) yield return new WatchEvent.Restored(drift);
    }

    // A line that moves in the baseline's file is no news
    private static (string Code, string? Subject, string Message) Identity(Diagnostic finding) => (finding.Code.Id, finding.Subject, finding.Message);

    // An accepted finding has its reason behind its message
    private static bool IsAccepted(Diagnostic finding, Diagnostic accepted) =>
        (accepted.Code, accepted.Subject) == (finding.Code, finding.Subject) && accepted.Message.StartsWith(finding.Message.TrimEnd('.'), StringComparison.Ordinal);
}

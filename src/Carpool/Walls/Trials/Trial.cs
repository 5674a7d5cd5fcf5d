using System.Collections.Concurrent;
using Carpool.Diagnostics;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Walls.Trials;

/// <summary>
/// Carries probes out: real logins with the real credentials, direct, never through a pooler. Whoever is in its own database tries the
/// acts there. What proves nothing is tried again, and fails the proof in the end.
/// </summary>
/// <param name="groundOf">What the acts of a probe's login aim at.</param>
internal sealed class Trial(SessionOpener opener, IStatementLog log, StackRegistry registry, Pace pace, Func<Probe, ActGround> groundOf)
{
    private const int Few = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Once it is gone, a few thousand more logins would say no more
    private volatile Diagnostic? _lost;

    // Nor is a full one waited for at length again and again
    private volatile bool _isFull;

    /// <summary>Tries them all.</summary>
    /// <param name="limited">Logins with a connection limit: one of theirs at a time.</param>
    public async Task<TrialReport> RunAsync(IEnumerable<Probe> probes, IReadOnlySet<RoleName> limited, CancellationToken cancellationToken)
    {
        var queues = probes.Select((probe, at) => (Probe: probe, Queue: limited.Contains(probe.Login.Name) ? probe.Login.Name.Value : $"\0{at}"))
            .GroupBy(each => each.Queue, each => each.Probe, StringComparer.Ordinal);
        var logins = new ConcurrentBag<ProbeResult>();
        var acts = new ConcurrentBag<ActResult>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = pace.Width, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(queues, options, async (queue, ct) =>
        {
            foreach (var probe in queue)
            {
                var (login, done) = await pace.InTurnAsync(() => TryAsync(probe, ct), ct);
                logins.Add(login);
                foreach (var act in done) acts.Add(act);
            }
        });
        return new([.. logins], [.. acts]);
    }

    private async Task<Tried> TryAsync(Probe probe, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (_lost is { } lost) return Tried.InVain(probe, probe.Inconclusive(lost.Message));
            var (tried, attempts) = await TryOnceAsync(probe, attempt, cancellationToken);
            if (attempt >= attempts) return tried;
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>What came of it, and how often that is worth trying.</summary>
    private async Task<(Tried Tried, int Attempts)> TryOnceAsync(Probe probe, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            var password = registry.PasswordOf(probe.App.Name, probe.App.Database, probe.Login);
            await using var session = await opener.OpenOnceAsync(probe.Database, probe.Login.Name, password, cancellationToken);
            var tried = probe.IsOwn ? await ActAsync(probe, session, cancellationToken) : new(new(probe, ProbeOutcome.Entered), []);
            return (tried, tried.IsConclusive ? 1 : Few);
        }
        catch (DiagnosticException none) when (none.Diagnostics[0].Code == CatalogCodes.NoCredential)
        {
            // No probe of the login can be made, and that is one finding
            return (Tried.InVain(probe, none.Diagnostics[0]), 1);
        }
        catch (DiagnosticException failure)
        {
            var answer = LoginAnswer.In(failure, probe);
            if (answer.Kind is LoginAnswerKind.Refusal) return (new(new(probe, ProbeOutcome.Refused), []), 1);
            if (answer.Kind is LoginAnswerKind.Full)
            {
                await pace.NarrowAsync(cancellationToken);
                if (_isFull) return (Tried.InVain(probe, probe.Inconclusive(answer.Words)), Few);
                _isFull = attempt >= answer.Attempts;
            }

            if (answer.Kind is LoginAnswerKind.Unreachable && attempt >= answer.Attempts) _lost = failure.Diagnostics[0];
            return (Tried.InVain(probe, probe.Inconclusive(answer.Words)), answer.Attempts);
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            return (Tried.InVain(probe, probe.Inconclusive(failure.Message)), Few);
        }
    }

    private async Task<Tried> ActAsync(Probe probe, NpgsqlConnection session, CancellationToken cancellationToken)
    {
        var ground = groundOf(probe);
        var acting = new ActSession(session, log, probe, ground.TakesChanges);
        var sight = await acting.BeginAsync(isStripped: false, cancellationToken);
        if (probe.App.SessionRoleOf(probe.Login) is var wanted && sight.Role != wanted)
        {
            return Tried.InVain(probe, probe.Inconclusive($"the session starts as {sight.Role}, not as {wanted}"));
        }

        var acts = await acting.TryAsync(sight.Role, Acts.AsGiven(ground, sight), cancellationToken);
        if (!probe.Login.Access.IsOwners) return new(new(probe, ProbeOutcome.Own), acts);
        var bare = await acting.BeginAsync(isStripped: true, cancellationToken);
        return new(new(probe, ProbeOutcome.Own), [.. acts, .. await acting.TryAsync(bare.Role, Acts.Stripped(ground, bare), cancellationToken)]);
    }

    private sealed record Tried(ProbeResult Login, IReadOnlyList<ActResult> Acts)
    {
        public bool IsConclusive => Login.Outcome is not ProbeOutcome.Inconclusive && Acts.All(act => act.Outcome is not ActOutcome.Inconclusive);

        public static Tried InVain(Probe probe, Diagnostic why) => new(new(probe, ProbeOutcome.Inconclusive, why), []);
    }
}

/// <summary>All that was tried.</summary>
internal sealed record TrialReport(IReadOnlyList<ProbeResult> Logins, IReadOnlyList<ActResult> Acts);

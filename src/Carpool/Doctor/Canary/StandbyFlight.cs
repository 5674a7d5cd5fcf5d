using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Doctor.Canary;

/// <summary>A slot that is to outlive a failover, until the standby has it.</summary>
internal sealed class StandbyFlight(CanaryRoute route, SessionOpener opener, NpgsqlConnection standby, Server server, IStatementLog log, TimeProvider clock)
{
    /// <summary>Where the URL of the standby's admin is read from: it holds a password, and so stands in no argument.</summary>
    public const string UrlVariable = "CARPOOL_STANDBY_URL";

    private const string IsKept =
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_replication_slots AS s WHERE s.slot_name = $1 AND s.synced AND NOT s.temporary AND s.invalidation_reason IS NULL)";

    // A standby looks at most every thirty seconds while nothing happens
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>What a standby lacks, if anything; found without a slot.</summary>
    public static Diagnostic? Problem(Standby found, Server primary, string subject) => found switch
    {
        { IsInRecovery: false } => CanaryCodes.Failover.With($"The server of {UrlVariable} is no standby.", "Give the URL of a standby's admin.", subject),
        { SystemIdentifier: var system } when primary.SystemIdentifier.Length > 0 && primary.SystemIdentifier != system =>
            CanaryCodes.Failover.With($"The standby of {UrlVariable} is one of another cluster.", "Give the URL of a standby of this cluster.", subject),
        _ when found.Lacking.ToList() is { Count: > 0 } lacking =>
            CanaryCodes.Failover.With($"The standby would not keep slots of its primary: it needs {string.Join(", ", lacking)}.", $"On the standby, set {string.Join("; ", lacking)} and reload its configuration.", subject),
        _ => null,
    };

    /// <summary>What was found.</summary>
    /// <exception cref="DiagnosticException">The standby is not fit, or did not take the slot over in time.</exception>
    public async Task<string> FlyAsync(CanaryMark mark, CancellationToken cancellationToken)
    {
        if (Problem(await StandbyReading.ReadAsync(standby, log, cancellationToken), server, route.App.Name) is { } problem) throw new DiagnosticException(problem);
        await using var session = await opener.OpenAsync(route.Database, route.Login.Name, route.Password, cancellationToken);
        await CanarySession.SendAsync(session, CanarySql.CreateSlot(mark.StandingSlot), log, cancellationToken);
        for (var started = clock.GetTimestamp(); clock.GetElapsedTime(started) < Patience; await Task.Delay(Pause, clock, cancellationToken))
        {
            // One that never moves is never taken over: what it needs may be older than what the standby has
            await CanarySession.SendAsync(session, CanarySql.AdvanceSlot(mark.StandingSlot), log, cancellationToken);
            var kept = await standby.ReadAsync(log, IsKept, row => row.GetBoolean(0), cancellationToken, mark.StandingSlot.Value);
            if (kept.Single()) return "The standby keeps a slot of its own making up to date";
        }

        throw new DiagnosticException(CanaryCodes.Failover.With(
            $"The standby did not take a slot over within {Patience.TotalSeconds:0} seconds.", "Look in the standby's log for `slot sync`, and whether it follows its primary at all (pg_stat_wal_receiver).", route.App.Name));
    }
}

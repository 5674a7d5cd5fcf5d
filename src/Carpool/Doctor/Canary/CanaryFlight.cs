using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Execution;
using Carpool.Planning;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;
using Npgsql.Replication;
using NpgsqlTypes;

namespace Carpool.Doctor.Canary;

/// <summary>
/// Does as a sync engine's login what the engine would do, on a table of its own. What such a login may not do (the table, the
/// publication, the changes), the admin does.
/// </summary>
/// <param name="standby">A session on the standby; null where nobody said where one is.</param>
internal sealed class CanaryFlight(
    CanaryRoute route, SessionOpener opener, NpgsqlConnection home, RegistryWriter writer, CanarySweep sweep, Server server, NpgsqlConnection? standby, IStatementLog log, TimeProvider clock)
{
    private const string Moved =
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_replication_slots AS s WHERE s.slot_name = $1 AND s.confirmed_flush_lsn >= $2::pg_catalog.text::pg_catalog.pg_lsn)";

    // Whoever has written something holds up the making of a slot, in whatever database
    private const string Writers =
        "SELECT 'session ' || a.pid::pg_catalog.text || COALESCE(' of ' || a.usename::pg_catalog.text, '') || COALESCE(' in database ' || a.datname::pg_catalog.text, '') "
        + "FROM pg_catalog.pg_stat_activity AS a WHERE a.backend_xid IS NOT NULL AND a.pid <> pg_catalog.pg_backend_pid() "
        + "UNION ALL SELECT 'prepared transaction ' || x.gid || ' in database ' || x.database::pg_catalog.text FROM pg_catalog.pg_prepared_xacts AS x ORDER BY 1";

    private static readonly string[] AsElectric =
        ["SET LOCAL bytea_output = 'hex'", "SET LOCAL DateStyle = 'ISO, DMY'", "SET LOCAL TimeZone = 'UTC'", "SET LOCAL extra_float_digits = 1", "SET LOCAL IntervalStyle = 'iso_8601'"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CanaryTrail _trail = new(route.Engine, route.Login.Name.Value);
    private LogicalReplicationConnection? _replication;
    private NpgsqlConnection? _admin;
    private CanaryMark? _mark;

    /// <summary>The steps up to the first that failed. Nothing of it is left then, or the last step says what.</summary>
    public async Task<IReadOnlyList<CanaryStep>> FlyAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = await _trail.TryAsync("identify", CanaryCodes.Identify, () => IdentifyAsync(cancellationToken))
                && await _trail.TryAsync("snapshot", CanaryCodes.Snapshot, () => SnapshotAsync(cancellationToken))
                && await _trail.TryAsync("ground", CanaryCodes.Ground, () => MakeGroundAsync(cancellationToken))
                && await _trail.TryAsync("slot", CanaryCodes.Slot, () => MakeSlotAsync(cancellationToken))
                && await StreamAsync(cancellationToken)
                && await TryFailoverAsync(cancellationToken);
        }
        finally
        {
            if (_replication is not null) await _replication.DisposeAsync();
            if (_mark is { } mark)
            {
                await _trail.TryAsync("clean", CanaryCodes.Left, async () =>
                {
                    await sweep.RemoveAsync(mark, CancellationToken.None);
                    return "Nothing of the canary is left";
                });
            }

            if (_admin is not null) await _admin.DisposeAsync();
        }

        return _trail.Steps;
    }

    private async Task<string> IdentifyAsync(CancellationToken cancellationToken)
    {
        log.Sent(route.Database.Value, "IDENTIFY_SYSTEM");
        _replication = await opener.OpenReplicationAsync(route.Database, route.Login.Name, route.Password, Patience, cancellationToken);
        var system = await _replication.IdentifySystem(cancellationToken);
        return $"Login {route.Login.Name} opens a replication connection to {route.Database} (timeline {system.Timeline})";
    }

    private async Task<string> SnapshotAsync(CancellationToken cancellationToken)
    {
        _admin = await opener.OpenAsync(route.Database, cancellationToken);
        var tables = (await SyncCatalog.ReadAsync(_admin, log, cancellationToken)).Tables.Where(table => table.Kind is not SyncTableKind.Other && route.Scope.Publishes(table)).ToList();
        await using var session = await opener.OpenAsync(route.Database, route.Login.Name, route.Password, cancellationToken);
        foreach (var table in tables)
        {
            await using var transaction = await session.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
            await session.ReadAsync(log, "SET TRANSACTION READ ONLY", _ => 0, cancellationToken);
            await session.ReadAsync(log, "SELECT pg_catalog.pg_current_snapshot()::pg_catalog.text, pg_catalog.pg_current_wal_lsn()::pg_catalog.text", _ => 0, cancellationToken);
            foreach (var setting in AsElectric) await session.ReadAsync(log, setting, _ => 0, cancellationToken);

            // Row security would hide rows without a word; this way the server says so
            await session.ReadAsync(log, "SET LOCAL row_security = off", _ => 0, cancellationToken);
            await CanarySession.SendAsync(session, CanarySql.ReadTable(table.Name), log, cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
        }

        return $"It reads {Counted.Of(tables.Count, "table")} as a new shape does";
    }

    private async Task<string> MakeGroundAsync(CancellationToken cancellationToken)
    {
        if (await EventTriggers.FindAsync(_admin!, server, route.App.Name, log, cancellationToken) is { } trigger) throw new DiagnosticException(trigger);
        var mark = CanaryMark.For(route.DatabaseOid);
        await writer.RecordAsync(home, mark, cancellationToken);
        _mark = mark;
        await CanarySession.SendTogetherAsync(_admin!, CanarySql.Make(mark.Schema, mark.Publication), log, cancellationToken);
        return $"The admin gave it a table and a publication, {mark.Name}";
    }

    private async Task<string> MakeSlotAsync(CancellationToken cancellationToken)
    {
        try
        {
            log.Sent(route.Database.Value, $"CREATE_REPLICATION_SLOT {_mark!.Slot} TEMPORARY LOGICAL pgoutput NOEXPORT_SNAPSHOT");
            await _replication!.CreatePgOutputReplicationSlot(_mark.Slot.Value, temporarySlot: true, LogicalSlotSnapshotInitMode.NoExport, cancellationToken: cancellationToken);
            return "It gets a temporary slot";
        }
        catch (PostgresException waited) when (waited.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            var writers = await _admin!.ReadAsync(log, Writers, row => row.GetString(0), cancellationToken);
            throw new DiagnosticException(CanaryCodes.Slot.With(
                $"A slot was not made within {Patience.TotalSeconds:0} seconds: a transaction that has written is still open{(writers.Count == 0 ? "" : $", of {string.Join(", ", writers)}")}.",
                "End that transaction (COMMIT or ROLLBACK; COMMIT PREPARED or ROLLBACK PREPARED), in whatever database it is, and run the canary again.",
                route.App.Name));
        }
    }

    /// <summary>Two steps on one stream: what is told, and that the slot moves on when it is confirmed.</summary>
    private async Task<bool> StreamAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var told = new List<string>();
        NpgsqlLogSequenceNumber? end = null;
        var isMoved = false;
        var isHeard = await _trail.TryAsync("messages", CanaryCodes.Messages, async () =>
        {
            await CanarySession.SendTogetherAsync(_admin!, CanarySql.Change(_mark!.Schema), log, cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                log.Sent(route.Database.Value, $"START_REPLICATION SLOT {_mark.Slot} LOGICAL 0/0");
                await foreach (var (line, stop) in CanaryEar.ListenAsync(_replication!, _mark.Slot, _mark.Publication, patience.Token))
                {
                    if (line is not null) told.Add(line);
                    if (stop is null || told.Count == 0) continue;
                    end = stop;
                    _replication!.SetReplicationStatus(stop.Value);
                    await _replication.SendStatusUpdate(cancellationToken);
                    isMoved = await IsMovedAsync(stop.Value, cancellationToken);
                    break;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // What was told until then says more
            }

            if (told.SequenceEqual(CanaryEar.Expected, StringComparer.Ordinal) && end is not null) return $"An insert, an update, a delete and a truncate were told as they were made";
            throw new DiagnosticException(CanaryCodes.Messages.With(
                $"Of one change of each kind {(told.Count == 0 ? "nothing was told" : $"this was told: {string.Join("; ", told)}")}, and not: {string.Join("; ", CanaryEar.Expected.Except(told, StringComparer.Ordinal))}.",
                "Look in the server's log, and for event triggers or extensions that change publications or tables as they are made.",
                route.App.Name));
        });
        return isHeard && await _trail.TryAsync("acknowledge", CanaryCodes.Acknowledge, () => Task.FromResult(isMoved
            ? $"The slot moved on to {end}"
            : throw new DiagnosticException(CanaryCodes.Acknowledge.With($"The slot did not move on to {end}, which was confirmed.", "Look in the server's log for the walsender of this login.", route.App.Name))));
    }

    private async Task<bool> IsMovedAsync(NpgsqlLogSequenceNumber end, CancellationToken cancellationToken)
    {
        for (var started = clock.GetTimestamp(); clock.GetElapsedTime(started) < Patience; await Task.Delay(Pause, clock, cancellationToken))
        {
            var moved = await _admin!.ReadAsync(log, Moved, row => row.GetBoolean(0), cancellationToken, _mark!.Slot.Value, end.ToString());
            if (moved.Single()) return true;
        }

        return false;
    }

    private async Task<bool> TryFailoverAsync(CancellationToken cancellationToken)
    {
        if (!route.WantsFailover) return true;
        if (standby is null)
        {
            _trail.Note("failover", new Check(
                CanaryCodes.NoStandby, CheckStatus.Warn, route.Login.Name.Value, "Whether a slot outlives a failover was not tried: nobody said where the standby is.", Fix: $"Give the URL of the standby's admin in {StandbyFlight.UrlVariable}, if there is a standby."));
            return true;
        }

        return await _trail.TryAsync("failover", CanaryCodes.Failover, () => new StandbyFlight(route, opener, standby, server, log, clock).FlyAsync(_mark!, cancellationToken));
    }
}

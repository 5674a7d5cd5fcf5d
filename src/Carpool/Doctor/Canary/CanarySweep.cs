using Carpool.Diagnostics;
using Carpool.Execution;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Doctor.Canary;

/// <summary>
/// Takes away what a canary made. Which that is says the registry: a tenant may give anything in its own database any name. And what is
/// there under the name is only ours as the admin's own, which nobody else can make it.
/// </summary>
/// <param name="home">A session in the database that holds the registry. The run's lock is held: no canary is under way.</param>
internal sealed class CanarySweep(SessionOpener opener, NpgsqlConnection home, RegistryWriter writer, Server server, IStatementLog log, TimeProvider clock)
{
    private const string FindDatabase = "SELECT d.datname::pg_catalog.text, d.datallowconn FROM pg_catalog.pg_database AS d WHERE d.oid = $1::pg_catalog.int8::pg_catalog.oid";

    private const string FindSlots =
        "SELECT s.slot_name::pg_catalog.text, s.active, s.temporary FROM pg_catalog.pg_replication_slots AS s WHERE s.slot_name = ANY($1) AND s.database = pg_catalog.current_database() ORDER BY 1";

    private const string FindOwn =
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_publication AS p JOIN pg_catalog.pg_roles AS r ON r.oid = p.pubowner WHERE p.pubname = $1 AND r.rolname = CURRENT_USER), "
        + "EXISTS (SELECT FROM pg_catalog.pg_namespace AS n JOIN pg_catalog.pg_roles AS r ON r.oid = n.nspowner WHERE n.nspname = $1 AND r.rolname = CURRENT_USER)";

    // A session whose client was killed lasts until the server notices
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns once nothing is left of it, nor on record. In a database that lets nobody in it is left for another time.</summary>
    /// <exception cref="DiagnosticException">Something is left.</exception>
    public async Task RemoveAsync(CanaryMark mark, CancellationToken cancellationToken)
    {
        var databases = await home.ReadAsync(log, FindDatabase, row => (Name: new DatabaseName(row.GetString(0)), IsOpen: row.GetBoolean(1)), cancellationToken, (long)mark.DatabaseOid);
        if (databases is [{ IsOpen: false }]) return;
        if (databases is [var found])
        {
            await using var session = await opener.OpenAsync(found.Name, cancellationToken);
            await DropSlotsAsync(session, mark, cancellationToken);
            await DropObjectsAsync(session, mark, cancellationToken);
        }

        await writer.ForgetAsync(home, mark, cancellationToken);
    }

    private async Task DropSlotsAsync(NpgsqlConnection session, CanaryMark mark, CancellationToken cancellationToken)
    {
        var names = new[] { mark.Slot.Value, mark.StandingSlot.Value };
        for (var started = clock.GetTimestamp(); ; await Task.Delay(Pause, clock, cancellationToken))
        {
            var slots = await session.ReadAsync(log, FindSlots, row => (Name: new SlotName(row.GetString(0)), IsActive: row.GetBoolean(1), IsTemporary: row.GetBoolean(2)), cancellationToken, (object)names);
            foreach (var slot in slots.Where(slot => slot is { IsActive: false, IsTemporary: false })) await SendAsync(session, CanarySql.DropSlot(slot.Name), cancellationToken);
            if (slots.All(slot => slot is { IsActive: false, IsTemporary: false })) return;
            if (clock.GetElapsedTime(started) < Patience) continue;
            throw new DiagnosticException(CanaryCodes.Left.With(
                $"Replication slot {slots[0].Name} of a canary in database {session.Database} is still in use.", "End the session that reads it (pg_replication_slots.active_pid), and run the canary again.", session.Database));
        }
    }

    private async Task DropObjectsAsync(NpgsqlConnection session, CanaryMark mark, CancellationToken cancellationToken)
    {
        var own = await session.ReadAsync(log, FindOwn, row => (Publication: row.GetBoolean(0), Schema: row.GetBoolean(1)), cancellationToken, mark.Name);
        var (hasPublication, hasSchema) = own.Single();
        if (!hasPublication && !hasSchema) return;
        if (await EventTriggers.FindAsync(session, server, session.Database, log, cancellationToken) is { } trigger) throw new DiagnosticException(trigger);
        await using var transaction = await session.BeginTransactionAsync(cancellationToken);
        if (hasPublication) await SendAsync(session, CanarySql.DropPublication(mark.Publication), cancellationToken);
        if (hasSchema) foreach (var statement in CanarySql.DropSchema(mark.Schema)) await SendAsync(session, statement, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task SendAsync(NpgsqlConnection session, SqlText statement, CancellationToken cancellationToken) => CanarySession.SendAsync(session, statement, log, cancellationToken);
}

using Carpool.Diagnostics;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// Only a superuser makes event triggers, and may have made one that calls an app's function: every GRANT and ALTER inside the database
/// would run it as the admin. A superuser's sessions on 17 and later switch them off; elsewhere nothing is changed where one is on.
/// </summary>
internal static class EventTriggers
{
    private const string Find =
        "SELECT e.evtname::pg_catalog.text, r.rolname::pg_catalog.text "
        + "FROM pg_catalog.pg_event_trigger AS e JOIN pg_catalog.pg_proc AS p ON p.oid = e.evtfoid JOIN pg_catalog.pg_roles AS r ON r.oid = p.proowner "
        + "WHERE e.evtenabled <> 'D' AND NOT r.rolsuper AND r.rolname <> CURRENT_USER ORDER BY 1";

    /// <summary>Null where no function of anybody's but a superuser's or our own would run.</summary>
    public static async Task<Diagnostic?> FindAsync(NpgsqlConnection session, Server server, string? app, IStatementLog log, CancellationToken cancellationToken)
    {
        if (server.Admin.IsSuperuser && server.Major >= SessionPins.FirstWithEventTriggers) return null;
        var found = await session.ReadAsync(log, Find, row => (Name: row.GetString(0), Owner: new RoleName(row.GetString(1))), cancellationToken);
        return found.Count == 0 ? null : CatalogCodes.EventTrigger.With(
            $"Event trigger {found[0].Name} in database {session.Database} calls a function of {found[0].Owner}: what Carpool changes there would run it as {server.Admin.Name}.",
            $"As a superuser in database {session.Database}, run ALTER EVENT TRIGGER … DISABLE for it or give the function to a superuser, then run the command again.",
            app);
    }
}

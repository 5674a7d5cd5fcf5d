using Carpool.Planning;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Registry;

/// <summary>Writes what a step says, in the step's own transaction: the registry never says what is not so.</summary>
internal sealed class RegistryWriter(StackRegistry registry, IStatementLog log, TimeProvider clock)
{
    private const string InsertApp =
        "INSERT INTO carpool.app (stack, database, name, standing, database_oid, owner, owner_oid, on_remove, is_protected, original_database, original_owner, created_at, removed_at, seal) "
        + "VALUES ($1, $2, $3, $4, $5::pg_catalog.int8, $6, $7::pg_catalog.int8, $8, $9, $10::pg_catalog.text, $11::pg_catalog.text, $12::pg_catalog.timestamptz, $13::pg_catalog.timestamptz, $14)";

    private const string InsertLogin =
        "INSERT INTO carpool.login (stack, name, database, app, role, access, oid, original_name, generation, password, seal) "
        + "VALUES ($1, $2, $3, $4, $5, $6, $7::pg_catalog.int8, $8::pg_catalog.text, $9, $10::pg_catalog.bytea, $11)";

    /// <summary>Makes the tables, and the stack's own row with the fingerprint of its key, where they are not there yet.</summary>
    public async Task PrepareAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginTransactionAsync(cancellationToken);
        if (!registry.Exists)
        {
            foreach (var statement in RegistryTables.Migration(RegistryTables.Version).Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                await WriteAsync(session, statement, cancellationToken);
            }
        }

        await WriteAsync(
            session, "INSERT INTO carpool.stack (name, key_fingerprint) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", cancellationToken, registry.Stack, registry.Key!.Fingerprint);
        await transaction.CommitAsync(cancellationToken);
        registry.Exists = true;
    }

    /// <summary>One entry. The caller's transaction is open.</summary>
    public Task WriteAsync(NpgsqlConnection session, RegistryEntry entry, CancellationToken cancellationToken) => entry switch
    {
        RegistryEntry.RecordApp record => RecordAsync(session, record, cancellationToken),
        RegistryEntry.ForgetApp forget => ForgetAsync(session, forget.App.Database, cancellationToken),
    };

    /// <summary>A line of the history of applies.</summary>
    public Task WriteHistoryAsync(NpgsqlConnection session, string command, DateTimeOffset startedAt, string outcome, int changes, TimeSpan duration, CancellationToken cancellationToken) =>
        WriteAsync(
            session,
            "INSERT INTO carpool.apply (stack, started_at, command, outcome, changes, duration_ms) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            cancellationToken,
            registry.Stack,
            startedAt.ToUniversalTime(),
            command,
            outcome,
            changes,
            (long)duration.TotalMilliseconds);

    private async Task RecordAsync(NpgsqlConnection session, RegistryEntry.RecordApp record, CancellationToken cancellationToken)
    {
        var app = await WithOidsAsync(session, record.App, cancellationToken);
        var formerly = record.Formerly ?? app.Database;
        await ForgetAsync(session, formerly, cancellationToken);

        var createdAt = registry.CreatedAt.TryGetValue(formerly, out var known) ? known : app.Standing is AppStanding.Live ? Milliseconds(clock.GetUtcNow()) : (DateTimeOffset?)null;
        if (createdAt is { } time) registry.CreatedAt[app.Database] = time;
        app = app with { RemovedAt = app.RemovedAt is { } removedAt ? Milliseconds(removedAt) : null };
        var key = registry.Key!;
        await WriteAsync(
            session, InsertApp, cancellationToken, registry.Stack, app.Database.Value, app.Name, app.Standing.ToString(), (long?)app.DatabaseOid, app.Owner.Value, (long?)app.OwnerOid,
            app.OnRemove.ToString(), app.IsProtected, app.OriginalDatabase?.Value, app.OriginalOwner?.Value, createdAt, app.RemovedAt,
            RegistryRows.Seal(key, registry.Stack, app, createdAt));
        foreach (var login in app.Logins)
        {
            var password = registry.Passwords.GetValueOrDefault(login.OriginalName ?? login.Name);
            await WriteAsync(
                session, InsertLogin, cancellationToken, registry.Stack, login.Name.Value, app.Database.Value, app.Name, login.Role, login.Access.ToString(), (long?)login.Oid,
                login.OriginalName?.Value, password?.Generation ?? 0, password?.Bytes, RegistryRows.Seal(key, registry.Stack, app, login, password));
        }
    }

    private async Task ForgetAsync(NpgsqlConnection session, DatabaseName database, CancellationToken cancellationToken)
    {
        await WriteAsync(session, "DELETE FROM carpool.login WHERE stack = $1 AND database = $2", cancellationToken, registry.Stack, database.Value);
        await WriteAsync(session, "DELETE FROM carpool.app WHERE stack = $1 AND database = $2", cancellationToken, registry.Stack, database.Value);
    }

    /// <summary>The oids as they are at this moment, in this transaction: a name alone would not tell ours from one made later.</summary>
    private async Task<App> WithOidsAsync(NpgsqlConnection session, App app, CancellationToken cancellationToken)
    {
        var databases = await session.ReadAsync(
            log, "SELECT d.oid::pg_catalog.int8 FROM pg_catalog.pg_database AS d WHERE d.datname = $1", row => row.OidOrNull(0), cancellationToken, app.Database.Value);
        var roles = await session.ReadAsync(
            log,
            "SELECT r.rolname::pg_catalog.text, r.oid::pg_catalog.int8 FROM pg_catalog.pg_roles AS r WHERE r.rolname = ANY($1)",
            row => (Name: row.GetString(0), Oid: row.OidOrNull(1)),
            cancellationToken,
            (object)app.Logins.Select(login => login.Name.Value).Append(app.Owner.Value).ToArray());
        var oids = roles.ToDictionary(role => new RoleName(role.Name), role => role.Oid);
        return app with
        {
            DatabaseOid = databases.SingleOrDefault(),
            OwnerOid = oids.GetValueOrDefault(app.Owner),
            Logins = [.. app.Logins.Select(login => login with { Oid = oids.GetValueOrDefault(login.Name) })],
        };
    }

    /// <summary>A failure stays the driver's: the executor decides whether it is one to try again.</summary>
    private async Task WriteAsync(NpgsqlConnection session, string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        log.Sent(session.Database!, sql);
        await using var command = session.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}

using Carpool.Diagnostics;
using Carpool.Planning;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Registry;

/// <summary>Writes what a step says, in the step's own transaction: the registry never says what is not so.</summary>
internal sealed class RegistryWriter(StackRegistry registry, RegistryTables tables, IStatementLog log, TimeProvider clock)
{
    private const string InsertApp =
        "INSERT INTO carpool.app (stack, database, name, standing, database_oid, owner, owner_oid, on_remove, is_protected, original_database, original_owner, created_at, removed_at, seal, write_group, write_group_oid, read_group, read_group_oid) "
        + "VALUES ($1, $2, $3, $4, $5::pg_catalog.int8, $6, $7::pg_catalog.int8, $8, $9, $10::pg_catalog.text, $11::pg_catalog.text, $12::pg_catalog.timestamptz, $13::pg_catalog.timestamptz, $14, $15::pg_catalog.text, $16::pg_catalog.int8, $17::pg_catalog.text, $18::pg_catalog.int8)";

    private const string InsertLogin =
        "INSERT INTO carpool.login (stack, name, database, app, role, access, oid, original_name, generation, password, seal, standing, replaced_at) "
        + "VALUES ($1, $2, $3, $4, $5, $6, $7::pg_catalog.int8, $8::pg_catalog.text, $9, $10::pg_catalog.bytea, $11, $12::pg_catalog.text, $13::pg_catalog.timestamptz)";

    private const string InsertCanary = "INSERT INTO carpool.canary (stack, name, database_oid, seal) VALUES ($1, $2, $3, $4)";

    // The database has no name here, each role has its own
    private const string FindOids =
        "SELECT NULL::pg_catalog.text, d.oid::pg_catalog.int8 FROM pg_catalog.pg_database AS d WHERE d.datname = $1 "
        + "UNION ALL SELECT r.rolname::pg_catalog.text, r.oid::pg_catalog.int8 FROM pg_catalog.pg_roles AS r WHERE r.rolname = ANY($2)";

    /// <summary>Makes the tables or brings older ones up to this version, and makes the stack's own row with the fingerprint of its key where it is not there yet.</summary>
    public Task PrepareAsync(NpgsqlConnection session, CancellationToken cancellationToken) =>
        TransientErrors.TryAgainAsync(() => TryPrepareAsync(session, cancellationToken));

    /// <summary>One entry. The caller's transaction is open.</summary>
    public Task WriteAsync(NpgsqlConnection session, RegistryEntry entry, CancellationToken cancellationToken) => entry switch
    {
        RegistryEntry.RecordApp record => RecordAsync(session, record, cancellationToken),
        RegistryEntry.RecordCredential record => RecordAsync(session, record, cancellationToken),
        RegistryEntry.ForgetApp forget => ForgetAsync(session, forget.App.Database, cancellationToken),
        RegistryEntry.ForgetRow forget => WriteAsync(
            session,
            forget.Row.IsLogin ? "DELETE FROM carpool.login WHERE stack = $1 AND name = $2" : "DELETE FROM carpool.app WHERE stack = $1 AND database = $2",
            cancellationToken,
            registry.Stack,
            forget.Row.Key),
        RegistryEntry.ForgetStack => ForgetStackAsync(session, cancellationToken),
        RegistryEntry.ChangeKey => new RegistryWriter(registry.Under(registry.NextKey!), tables, log, clock).RewriteAsync(session, cancellationToken),
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

    /// <summary>A canary that is about to make something.</summary>
    public Task RecordAsync(NpgsqlConnection session, CanaryMark mark, CancellationToken cancellationToken) => WriteAsync(
        session,
        InsertCanary,
        cancellationToken,
        registry.Stack,
        mark.Name,
        (long)mark.DatabaseOid,
        RegistryRows.Seal(registry.Key!, registry.Stack, mark));

    /// <summary>A canary of which nothing is left.</summary>
    public Task ForgetAsync(NpgsqlConnection session, CanaryMark mark, CancellationToken cancellationToken) =>
        WriteAsync(session, "DELETE FROM carpool.canary WHERE stack = $1 AND name = $2", cancellationToken, registry.Stack, mark.Name);

    private async Task TryPrepareAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        if (!registry.Exists && await RegistryReader.HasTablesAsync(session, log, cancellationToken))
        {
            throw new DiagnosticException(CatalogCodes.RegistryWasClosed.With(
                $"Database {session.Database} let nobody in until now, and holds a registry.", "Run the command again: it reads what is there.", session.Database));
        }

        await using var transaction = await session.BeginTransactionAsync(cancellationToken);
        foreach (var statement in tables.StatementsAfter(registry.Version)) await WriteAsync(session, statement, cancellationToken);

        await WriteAsync(
            session, "INSERT INTO carpool.stack (name, key_fingerprint) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", cancellationToken, registry.Stack, registry.Key!.Fingerprint);
        await transaction.CommitAsync(cancellationToken);
        registry.Version = tables.Version;
    }

    private async Task RecordAsync(NpgsqlConnection session, RegistryEntry.RecordApp record, CancellationToken cancellationToken)
    {
        var app = await WithOidsAsync(session, record.App, cancellationToken);
        var formerly = record.Formerly ?? app.Database;
        var createdAt = registry.CreatedAt.TryGetValue(formerly, out var known) ? known : app.Standing is AppStanding.Live ? Milliseconds(clock.GetUtcNow()) : (DateTimeOffset?)null;
        if (createdAt is { } time) registry.CreatedAt[app.Database] = time;
        app = app with
        {
            RemovedAt = Milliseconds(app.RemovedAt),

            // From the moment that another one is handed out, not from when that was planned
            Logins = [.. app.Logins.Select(login => login.Standing is LoginStanding.Retiring ? login with { ReplacedAt = Milliseconds(login.ReplacedAt ?? clock.GetUtcNow()) } : login)],
        };
        await using var batch = new NpgsqlBatch(session);
        AddForget(batch, formerly);
        if (formerly != app.Database) AddForget(batch, app.Database);
        AddApp(batch, app, createdAt);
        foreach (var login in app.Logins) AddLogin(batch, app, login, formerly);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The password alone, as it was drawn for this step: whatever else the run does to the app is recorded elsewhere.</summary>
    private Task RecordAsync(NpgsqlConnection session, RegistryEntry.RecordCredential record, CancellationToken cancellationToken)
    {
        var (app, login) = (record.App, record.Login);
        var password = registry.Passwords[(app.Database, login.OwnName)];
        return WriteAsync(
            session,
            "UPDATE carpool.login SET generation = $3, password = $4, seal = $5 WHERE stack = $1 AND name = $2",
            cancellationToken,
            registry.Stack,
            login.Name.Value,
            password.Generation,
            password.Bytes,
            RegistryRows.Seal(registry.Key!, registry.Stack, app, login, password));
    }

    /// <summary>All rows of the stack, under its key.</summary>
    private async Task RewriteAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await ForgetStackAsync(session, cancellationToken);
        await using var batch = new NpgsqlBatch(session);
        foreach (var app in registry.Apps)
        {
            AddApp(batch, app, registry.CreatedAt.TryGetValue(app.Database, out var createdAt) ? createdAt : null);
            foreach (var login in app.Logins) AddLogin(batch, app, login, app.Database);
        }

        foreach (var mark in registry.Canaries) Add(batch, InsertCanary, registry.Stack, mark.Name, (long)mark.DatabaseOid, RegistryRows.Seal(registry.Key!, registry.Stack, mark));
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All that a lost key had sealed. The stack goes on with the key at hand.</summary>
    private async Task ForgetStackAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(session);
        Add(batch, "DELETE FROM carpool.login WHERE stack = $1", registry.Stack);
        Add(batch, "DELETE FROM carpool.app WHERE stack = $1", registry.Stack);
        Add(batch, "DELETE FROM carpool.canary WHERE stack = $1", registry.Stack);
        Add(batch, "UPDATE carpool.stack SET key_fingerprint = $2 WHERE name = $1", registry.Stack, registry.Key!.Fingerprint);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task ForgetAsync(NpgsqlConnection session, DatabaseName database, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(session);
        AddForget(batch, database);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private void AddForget(NpgsqlBatch batch, DatabaseName database)
    {
        Add(batch, "DELETE FROM carpool.login WHERE stack = $1 AND database = $2", registry.Stack, database.Value);
        Add(batch, "DELETE FROM carpool.app WHERE stack = $1 AND database = $2", registry.Stack, database.Value);
    }

    private void AddApp(NpgsqlBatch batch, App app, DateTimeOffset? createdAt) => Add(
        batch, InsertApp, registry.Stack, app.Database.Value, app.Name, app.Standing.ToString(), (long?)app.DatabaseOid, app.Owner.Value, (long?)app.OwnerOid,
        app.OnRemove.ToString(), app.IsProtected, app.OriginalDatabase?.Value, app.OriginalOwner?.Value, createdAt, app.RemovedAt,
        RegistryRows.Seal(registry.Key!, registry.Stack, app, createdAt), GroupOf(app, Access.Write)?.Name.Value, (long?)GroupOf(app, Access.Write)?.Oid,
        GroupOf(app, Access.Read)?.Name.Value, (long?)GroupOf(app, Access.Read)?.Oid);

    private static Group? GroupOf(App app, Access access) => app.Groups.FirstOrDefault(group => group.Access == access);

    private void AddLogin(NpgsqlBatch batch, App app, Login login, DatabaseName formerly)
    {
        var password = Moved(formerly, app.Database, login.OwnName);
        Add(
            batch, InsertLogin, registry.Stack, login.Name.Value, app.Database.Value, app.Name, login.Role, login.Access.ToString(), (long?)login.Oid,
            login.OriginalName?.Value, password?.Generation ?? 0, password?.Bytes, RegistryRows.Seal(registry.Key!, registry.Stack, app, login, password),
            login.Standing is LoginStanding.Current ? null : login.Standing.ToString(), login.ReplacedAt);
    }

    /// <summary>The oids as they are at this moment, in this transaction: a name alone would not tell ours from one made later.</summary>
    private async Task<App> WithOidsAsync(NpgsqlConnection session, App app, CancellationToken cancellationToken)
    {
        var found = await session.ReadAsync(
            log,
            FindOids,
            row => (Role: row.IsDBNull(0) ? null : new RoleName(row.GetString(0)), Oid: row.OidOrNull(1)),
            cancellationToken,
            app.Database.Value,
            app.RoleNames.Select(role => role.Value).ToArray());
        var oids = found.Where(row => row.Role is not null).ToDictionary(row => row.Role!, row => row.Oid);
        return app with
        {
            DatabaseOid = found.SingleOrDefault(row => row.Role is null).Oid,
            OwnerOid = oids.GetValueOrDefault(app.Owner),
            Logins = [.. app.Logins.Select(login => login with { Oid = oids.GetValueOrDefault(login.Name) })],
            Groups = [.. app.Groups.Select(group => group with { Oid = oids.GetValueOrDefault(group.Name) })],
        };
    }

    /// <summary>A failure stays the driver's: the executor decides whether it is one to try again.</summary>
    private async Task WriteAsync(NpgsqlConnection session, string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        log.Sent(session.Database!, sql);
        await using var command = session.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>As <see cref="WriteAsync(NpgsqlConnection, string, CancellationToken, object?[])"/>, in one round trip with the others of its batch.</summary>
    private void Add(NpgsqlBatch batch, string sql, params object?[] parameters)
    {
        log.Sent(batch.Connection!.Database, sql);
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }

    private static DateTimeOffset? Milliseconds(DateTimeOffset? time) => time is { } known ? Milliseconds(known) : null;

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <summary>A password goes with its app to the database's new name.</summary>
    private SealedPassword? Moved(DatabaseName from, DatabaseName to, RoleName login)
    {
        if (from != to && registry.Passwords.TryRemove((from, login), out var password)) registry.Passwords[(to, login)] = password;
        return registry.Passwords.GetValueOrDefault((to, login));
    }
}

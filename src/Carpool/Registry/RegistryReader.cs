using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Registry;

/// <summary>Finds the registry, decides whether it can be trusted, and reads one stack's part of it.</summary>
internal static class RegistryReader
{
    private const string FindSchema = "SELECT pg_catalog.to_regnamespace('carpool') IS NOT NULL, pg_catalog.has_database_privilege(CURRENT_USER, pg_catalog.current_database(), 'CREATE')";

    private const string ReadStacks = "SELECT name, key_fingerprint FROM carpool.stack";

    private const string ReadApps =
        "SELECT stack, database, name, standing, database_oid, owner, owner_oid, on_remove, is_protected, original_database, original_owner, created_at, removed_at, seal "
        + "FROM carpool.app ORDER BY stack, database";

    private const string ReadLogins =
        "SELECT stack, name, database, app, role, access, oid, original_name, generation, password, seal FROM carpool.login ORDER BY stack, database, role";

    /// <summary>Where the registry stands, or will: the maintenance database where the admin may create there, else a database of its own.</summary>
    public static async Task<(DatabaseName Home, bool Exists)> FindAsync(NpgsqlConnection maintenance, Surroundings surroundings, Admin admin, IStatementLog log, CancellationToken cancellationToken)
    {
        var own = surroundings.Databases.FirstOrDefault(database => database.Name.Value == RegistryTables.Name);
        var rows = await maintenance.ReadAsync(log, FindSchema, row => (HasSchema: row.GetBoolean(0), MayCreate: row.GetBoolean(1)), cancellationToken);
        var (hasSchema, mayCreate) = rows.Single();
        if (hasSchema && own?.Owner == admin.Name)
        {
            throw new DiagnosticException(CatalogCodes.TwoRegistries.With(
                $"There is a registry in database {maintenance.Database} and a database carpool as well.",
                "Find out which of them is in use, and drop or rename the other."));
        }

        if (hasSchema || (own is null && mayCreate)) return (new DatabaseName(maintenance.Database!), hasSchema);
        if (own is null) return (new DatabaseName(RegistryTables.Name), false);

        // Closed, or without the schema: an interrupted run began it
        if (own.Owner == admin.Name) return (own.Name, own.AllowsConnections);
        throw Untrusted([$"database carpool belongs to {own.Owner}"]);
    }

    /// <summary>False where an interrupted run made the registry's database and not yet its tables.</summary>
    public static async Task<bool> HasTablesAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken) =>
        (await session.ReadAsync(log, FindSchema, row => row.GetBoolean(0), cancellationToken)).Single();

    /// <summary>The stack's part, every row checked.</summary>
    /// <exception cref="DiagnosticException">The registry is newer, planted, forged, or another key's.</exception>
    public static async Task<StackRegistry> ReadAsync(
        NpgsqlConnection session, string stack, Func<bool, StackKey?> keyOf, IStatementLog log, CancellationToken cancellationToken)
    {
        await TrustAsync(session, log, cancellationToken);
        var stacks = await session.ReadAsync(log, ReadStacks, row => (Name: row.GetString(0), Fingerprint: row.GetString(1)), cancellationToken);
        var fingerprint = stacks.FirstOrDefault(row => row.Name == stack).Fingerprint;
        var key = keyOf(fingerprint is not null);
        if (fingerprint is not null && key!.MismatchWith(fingerprint, stack) is { } mismatch) throw new DiagnosticException(mismatch);

        var apps = await session.ReadAsync(log, ReadApps, AppRow.Of, cancellationToken);
        var logins = await session.ReadAsync(log, ReadLogins, LoginRow.Of, cancellationToken);
        var ours = apps.Where(row => row.Stack == stack)
            .Select(row => row with { App = row.App with { Logins = [.. logins.Where(login => login.Stack == stack && login.Database == row.App.Database).Select(login => login.Login)] } })
            .ToList();
        var registry = new StackRegistry(stack, key, new DatabaseName(session.Database!), exists: true)
        {
            Apps = [.. ours.Select(row => row.App).OrderBy(app => app.Database.Value, StringComparer.Ordinal)],
            ManagedRoles = apps.Select(row => row.App.Owner).Concat(logins.Select(row => row.Login.Name)).ToHashSet(),
            ManagedDatabases = apps.Select(row => row.App.Database).ToHashSet(),
        };
        foreach (var row in ours)
        {
            if (!RegistryRows.Matches(key!, row.Seal, stack, row.App, row.CreatedAt)) throw Forged($"app {row.App.Name}");
            if (row.CreatedAt is { } createdAt) registry.CreatedAt[row.App.Database] = createdAt;
        }

        foreach (var row in logins.Where(row => row.Stack == stack))
        {
            var app = registry.Apps.FirstOrDefault(app => app.Database == row.Database) ?? throw Forged($"login {row.Login.Name}");
            if (!RegistryRows.Matches(key!, row.Seal, stack, app, row.Login, row.Password)) throw Forged($"login {row.Login.Name}");
            if (row.Password is not null) registry.Passwords[(row.Database, row.Login.Role)] = row.Password;
        }

        return registry;
    }

    /// <summary>The version first: what a newer Carpool made cannot be judged by this one.</summary>
    private static async Task TrustAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        var problems = await session.ReadAsync(log, SqlFile.Load("Registry.Queries.trust"), row => row.GetString(0), cancellationToken);
        if (problems.Any(problem => problem.Contains("belongs to", StringComparison.Ordinal))) throw Untrusted(problems);
        var versions = await session.ReadAsync(log, "SELECT version FROM carpool.version", row => row.GetInt32(0), cancellationToken);
        if (versions is [> RegistryTables.Version and var newer])
        {
            throw new DiagnosticException(CatalogCodes.NewerRegistry.With(
                $"The registry has version {newer}; this Carpool knows up to {RegistryTables.Version}.", "Use the Carpool that made it, or a newer one."));
        }

        if (versions is not [RegistryTables.Version]) problems = [.. problems, "it has no version that this Carpool knows"];
        if (problems.Count > 0) throw Untrusted(problems);
    }

    private static DiagnosticException Untrusted(IReadOnlyList<string> problems) => new(CatalogCodes.UntrustedRegistry.With(
        $"The registry cannot be trusted: {string.Join("; ", problems)}.", "Find out who planted this, and drop or rename it as its owner or a superuser."));

    private static DiagnosticException Forged(string row) => new(CatalogCodes.ForgedRow.With(
        $"The registry's row of {row} was not written with this stack's key.", "Find out who writes to schema carpool; restore the row from a backup of the maintenance database."));

    private sealed record AppRow(string Stack, App App, DateTimeOffset? CreatedAt, byte[] Seal)
    {
        public static AppRow Of(NpgsqlDataReader row) => new(
            row.GetString(0),
            new App(row.GetString(2), Enum.Parse<AppStanding>(row.GetString(3)), new(row.GetString(1)), new(row.GetString(5)), [], Enum.Parse<OnRemove>(row.GetString(7)), row.GetBoolean(8))
            {
                DatabaseOid = row.OidOrNull(4),
                OwnerOid = row.OidOrNull(6),
                OriginalDatabase = row.IsDBNull(9) ? null : new DatabaseName(row.GetString(9)),
                OriginalOwner = row.IsDBNull(10) ? null : new RoleName(row.GetString(10)),
                RemovedAt = row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12),
            },
            row.IsDBNull(11) ? null : row.GetFieldValue<DateTimeOffset>(11),
            row.GetFieldValue<byte[]>(13));
    }

    private sealed record LoginRow(string Stack, DatabaseName Database, Login Login, SealedPassword? Password, byte[] Seal)
    {
        public static LoginRow Of(NpgsqlDataReader row) => new(
            row.GetString(0),
            new DatabaseName(row.GetString(2)),
            new Login(row.GetString(4), new(row.GetString(1)), Enum.Parse<Access>(row.GetString(5)))
            {
                Oid = row.OidOrNull(6),
                OriginalName = row.IsDBNull(7) ? null : new RoleName(row.GetString(7)),
            },
            row.IsDBNull(9) ? null : new SealedPassword(row.GetInt32(8), row.GetFieldValue<byte[]>(9)),
            row.GetFieldValue<byte[]>(10));
    }
}

using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Registry;

/// <summary>The key that a stack's rows are checked with. Null where there is none at hand and either none was needed yet or the lost one is given up.</summary>
/// <param name="isKnown">The registry has the stack on record.</param>
/// <param name="fingerprint">Of the key that it was made with, where that is on record.</param>
internal delegate StackKey? KeyOf(bool isKnown, string? fingerprint);

/// <summary>Finds the registry, and reads one stack's part of it.</summary>
internal static class RegistryReader
{
    private const string FindSchema = "SELECT pg_catalog.to_regnamespace('carpool') IS NOT NULL, pg_catalog.has_database_privilege(CURRENT_USER, pg_catalog.current_database(), 'CREATE')";

    private const string ReadStacks = "SELECT name, key_fingerprint FROM carpool.stack";

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
        if (own.Owner != admin.Name) throw RegistryTrust.Untrusted([$"database carpool belongs to {own.Owner}"]);
        if (own.IsInvalid)
        {
            throw new DiagnosticException(CatalogCodes.InvalidDatabase.With(
                "Database carpool, which held the registry, is invalid: a DROP DATABASE was interrupted.", "Finish it with DROP DATABASE carpool, then run `carpool adopt --all`."));
        }

        // Closed, or without the schema: an interrupted run began it
        return (own.Name, own.AllowsConnections);
    }

    /// <summary>False where an interrupted run made the registry's database and not yet its tables.</summary>
    public static async Task<bool> HasTablesAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken) =>
        (await session.ReadAsync(log, FindSchema, row => row.GetBoolean(0), cancellationToken)).Single();

    /// <summary>The stack's part, every row checked; what cannot be believed is put aside.</summary>
    /// <exception cref="DiagnosticException">The registry is newer, planted, not whole, or another key's.</exception>
    public static async Task<StackRegistry> ReadAsync(
        NpgsqlConnection session, string stack, KeyOf keyOf, RegistryTables tables, IStatementLog log, CancellationToken cancellationToken)
    {
        var version = await RegistryTrust.VersionAsync(session, tables, log, cancellationToken);
        if (version == tables.Version) return await ReadRowsAsync(session, stack, version, keyOf, log, cancellationToken);

        // An older one is read as it will be, and left as it is: only a run that writes makes it so
        await using var transaction = await session.BeginTransactionAsync(cancellationToken);
        foreach (var statement in tables.StatementsAfter(version)) await session.ReadAsync(log, statement, _ => 0, cancellationToken);
        await RegistryTrust.RequireWholeAsync(session, log, cancellationToken);
        var registry = await ReadRowsAsync(session, stack, version, keyOf, log, cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
        return registry;
    }

    private static async Task<StackRegistry> ReadRowsAsync(
        NpgsqlConnection session, string stack, int version, KeyOf keyOf, IStatementLog log, CancellationToken cancellationToken)
    {
        var stacks = await session.ReadAsync(log, ReadStacks, row => (Name: row.GetString(0), Fingerprint: row.TextOrNull(1)), cancellationToken);
        var apps = await session.ReadAsync(log, AppRow.Select, AppRow.Of, cancellationToken);
        var logins = await session.ReadAsync(log, LoginRow.Select, LoginRow.Of, cancellationToken);
        var canaries = await session.ReadAsync(log, CanaryRow.Select, CanaryRow.Of, cancellationToken);
        var (ours, fingerprint) = (stacks.Any(row => row.Name == stack), stacks.FirstOrDefault(row => row.Name == stack).Fingerprint);
        var isKnown = ours || apps.Any(row => row.Stack == stack) || logins.Any(row => row.Stack == stack);
        var key = keyOf(isKnown, fingerprint);
        if (key is not null && ours && key.MismatchWith(fingerprint ?? "", stack) is { } mismatch) throw new DiagnosticException(mismatch);

        var believed = new BelievedRows(stack, key, apps, logins);
        var registry = new StackRegistry(stack, key, new DatabaseName(session.Database!), version)
        {
            IsKeyLost = isKnown && key is null,
            Apps = believed.Apps,
            Spoilt = believed.Spoilt,
            Canaries = key is null ? [] : [.. canaries.Where(row => row.Stack == stack && RegistryRows.IsAuthentic(key, row)).Select(row => row.Mark!)],
            ManagedRoles = apps.Where(row => row.App is not null).SelectMany(row => row.App!.RoleNames).Concat(logins.Where(row => row.Login is not null).Select(row => row.Login!.Name)).ToHashSet(),
            ManagedDatabases = apps.Where(row => row.App is not null).Select(row => row.App!.Database).ToHashSet(),
            ForeignDatabases = Foreign(apps.Where(row => row.App is not null).Select(row => (row.App!.Database, row.Stack)), stack),
            ForeignRoles = Foreign(
                apps.Where(row => row.App is not null).SelectMany(row => row.App!.RoleNames.Select(role => (role, row.Stack))).Concat(logins.Where(row => row.Login is not null).Select(row => (row.Login!.Name, row.Stack))), stack),
        };
        foreach (var (database, createdAt) in believed.CreatedAt) registry.CreatedAt[database] = createdAt;
        foreach (var (login, password) in believed.Passwords) registry.Passwords[login] = password;
        return registry;
    }

    private static Dictionary<T, string> Foreign<T>(IEnumerable<(T Name, string Stack)> recorded, string stack)
        where T : notnull => recorded.Where(row => row.Stack != stack).GroupBy(row => row.Name).ToDictionary(group => group.Key, group => group.First().Stack);
}

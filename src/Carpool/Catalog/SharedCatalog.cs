using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>What every database of a cluster shares, read on one connection in as many round trips for one app as for many.</summary>
internal static class SharedCatalog
{
    private static readonly string[] Queries =
        ["server", "databases", "database_grants", "roles", "memberships", "settings", "sessions", "slots", "prepared_transactions", "dependencies"];

    /// <summary>The session is one of the admin, in the maintenance database.</summary>
    public static async Task<(Server Server, Surroundings Surroundings)> ReadAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        var (server, mayIdentify, surroundings) = await ReadBatchAsync(session, log, cancellationToken);
        if (!mayIdentify) return (server, surroundings);
        await using var batch = await CatalogBatch.ReadAsync(session, log, ["cluster"], cancellationToken);
        var identity = await batch.NextAsync(row => server with { SystemIdentifier = row.Text("system_identifier"), Timeline = row.TextOrNull("timeline") }, cancellationToken);
        return (identity.Single(), surroundings);
    }

    /// <summary>How large databases are, in bytes; those that the admin may not look at are left out.</summary>
    public static async Task<IReadOnlyDictionary<DatabaseName, long>> ReadSizesAsync(
        NpgsqlConnection session, IEnumerable<DatabaseName> databases, IStatementLog log, CancellationToken cancellationToken)
    {
        var sizes = await session.ReadAsync(
            log, SqlFile.Load("Catalog.Queries.sizes"), row => (Name: new DatabaseName(row.GetString(0)), Bytes: row.GetInt64(1)), cancellationToken, (object)databases.Select(name => name.Value).ToArray());
        return sizes.ToDictionary(size => size.Name, size => size.Bytes);
    }

    private static async Task<(Server Server, bool MayIdentify, Surroundings Surroundings)> ReadBatchAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        await using var batch = await CatalogBatch.ReadAsync(session, log, Queries, cancellationToken);
        var maintenance = new DatabaseName(session.Database!);
        var (server, mayIdentify) = (await batch.NextAsync(row => (ServerOf(row, maintenance), row.Flag("may_identify")), cancellationToken)).Single();
        var databases = await batch.NextAsync(DatabaseOf, cancellationToken);
        var grants = await batch.NextAsync(GrantOf, cancellationToken);
        var open = grants.Where(grant => grant is { Grantee: Grantee.Public, Privilege.Keyword: "CONNECT" }).Select(grant => grant.Database).ToHashSet();
        return (server, mayIdentify, new Surroundings
        {
            Databases = [.. databases.Select(listing => listing with { IsOpen = open.Contains(listing.Name) })],
            DatabaseGrants = grants,
            Roles = await batch.NextAsync(RoleOf, cancellationToken),
            Memberships = await batch.NextAsync(MembershipOf, cancellationToken),
            Settings = await batch.NextAsync(SettingOf, cancellationToken),
            Sessions = await batch.NextAsync(row => new SessionCount(row.Database("database"), row.Role("role"), row.Number("sessions")), cancellationToken),
            Slots = await batch.NextAsync(
                row => new Slot(row.Text("name"), row.DatabaseOrNull("database"), row.Flag("active"), row.LongOrNull("retained_bytes"))
                {
                    Plugin = row.TextOrNull("plugin"),
                    HasFailover = row.Flag("failover"),
                    IsLost = row.Flag("is_lost"),
                },
                cancellationToken),
            PreparedTransactions = await batch.NextAsync(
                row => new PreparedTransaction(row.Text("name"), row.Database("database"), row.Role("owner")), cancellationToken),
            Dependencies = await batch.NextAsync(DependencyOf, cancellationToken),
        });
    }

    private static Server ServerOf(CatalogRow row, DatabaseName maintenance)
    {
        var free = row.Number("free_connections");
        if (row.Limit("admin_connection_limit") is { } limit && !row.Flag("rolsuper")) free = Math.Min(free, limit - row.Number("admin_connections"));
        return new Server(
            row.Number("version_number"),
            row.Text("version"),
            SystemIdentifier: "",
            row.Flag("is_standby"),
            new Admin(
                row.Role("admin"),
                row.Flag("rolsuper"),
                row.Flag("rolcreatedb") || row.Flag("rolsuper"),
                row.Flag("rolcreaterole") || row.Flag("rolsuper"),
                row.Flag("may_signal_backends"))
            {
                CanReplicate = row.Flag("rolreplication") || row.Flag("rolsuper"),
                BypassesRowSecurity = row.Flag("rolbypassrls") || row.Flag("rolsuper"),
            },
            maintenance,
            free)
        {
            IsReadOnly = row.Flag("is_read_only"),
        };
    }

    private static DatabaseListing DatabaseOf(CatalogRow row) => new(
        row.Database("name"),
        row.Oid("oid"),
        row.Role("owner"),
        row.Flag("datallowconn"),
        row.Flag("datistemplate"),
        IsInvalid: row.Number("datconnlimit") == -2,
        row.Limit("datconnlimit"),
        IsOpen: false,
        row.Flag("admin_may_grant"),
        row.Flag("admin_may_connect"))
    {
        Locale = new DatabaseLocale(
            row.Text("provider") switch
            {
                "i" => LocaleProvider.Icu,
                "b" => LocaleProvider.Builtin,
                _ => LocaleProvider.Libc,
            },
            row.TextOrNull("locale") ?? (row.Text("collate") == row.Text("ctype") ? row.Text("collate") : $"{row.Text("collate")} (LC_CTYPE {row.Text("ctype")})"),
            row.Text("encoding")),
    };

    private static DatabaseGrant GrantOf(CatalogRow row) =>
        new(row.Database("name"), row.Grantee("grantee"), Privilege.Of(row.Text("privilege")), row.Role("grantor"), row.Flag("is_grantable"));

    private static RoleListing RoleOf(CatalogRow row)
    {
        var attributes = (row.Flag("rolsuper") ? RoleAttributes.Superuser : RoleAttributes.None)
            | (row.Flag("rolcreatedb") ? RoleAttributes.CreateDatabase : RoleAttributes.None)
            | (row.Flag("rolcreaterole") ? RoleAttributes.CreateRole : RoleAttributes.None)
            | (row.Flag("rolreplication") ? RoleAttributes.Replication : RoleAttributes.None)
            | (row.Flag("rolbypassrls") ? RoleAttributes.BypassRowSecurity : RoleAttributes.None);
        var role = new Role(row.Role("name"), row.Flag("rolcanlogin"), row.Flag("rolinherit"), row.Limit("rolconnlimit")) { Attributes = attributes };
        return new RoleListing(role, row.Oid("oid")) { IsKept = row.Flag("is_kept"), ValidUntil = row.TextOrNull("valid_until"), IsExpired = row.Flag("is_expired") };
    }

    private static Membership MembershipOf(CatalogRow row) =>
        new(row.Role("role"), row.Role("member"), row.Role("grantor"), row.Flag("inherit"), row.Flag("set"), row.Flag("admin_option"));

    private static Setting SettingOf(CatalogRow row) =>
        Setting.Of(row.RoleOrNull("role"), row.DatabaseOrNull("database"), row.Text("parameter"), row.Text("value"));

    private static RoleDependency DependencyOf(CatalogRow row) => new(
        row.Role("role"),
        row.DatabaseOrNull("database"),
        row.DatabaseOrNull("shared_database"),
        row.Text("kind") switch
        {
            "o" => DependencyKind.Owns,
            "a" => DependencyKind.InAcl,
            "r" => DependencyKind.InPolicy,
            _ => DependencyKind.Other,
        },
        row.Number("count"));
}

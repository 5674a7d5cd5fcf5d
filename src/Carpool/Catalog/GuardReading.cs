using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>Reads <see cref="SharedGuards"/>: two round trips, because the first says what the second may ask for.</summary>
internal static class GuardReading
{
    /// <summary>The session is one of the admin, in the maintenance database.</summary>
    public static async Task<SharedGuards> ReadAsync(NpgsqlConnection session, Server server, IStatementLog log, CancellationToken cancellationToken)
    {
        var (guards, mayReadPasswords, mayReadHostRules, mayReadSources) = await ReadRightsAsync(session, log, cancellationToken);
        List<string> queries =
        [
            "Walls.tablespaces", "Walls.subscriptions",
            .. Only(server.HasParameterPrivileges, "Walls.parameter_grants"),
            .. Only(mayReadPasswords, "Walls.passwords"),
            .. Only(mayReadHostRules, "Walls.host_rules"),
            .. Only(mayReadSources, "Walls.subscription_sources"),
        ];
        await using var batch = await CatalogBatch.ReadAsync(session, log, queries, cancellationToken);
        var tablespaces = await batch.NextAsync(row => new TablespaceUser(new(row.Text("name")), row.Grantee("grantee"), row.Flag("is_owner")), cancellationToken);
        var subscriptions = await batch.NextAsync(row => new Subscription(new(row.Text("name")), row.Database("database"), row.Role("owner"), Source: null), cancellationToken);
        guards = guards with
        {
            TablespaceUsers = tablespaces,
            ParameterGrants = server.HasParameterPrivileges
                ? await batch.NextAsync(row => new ParameterGrant(row.Text("parameter"), row.Grantee("grantee"), row.Flag("may_alter_system")), cancellationToken)
                : [],
            Passwords = mayReadPasswords ? await batch.NextAsync(row => new StoredPassword(row.Role("role"), KindOf(row.Text("kind"))), cancellationToken) : null,
            HostRules = mayReadHostRules ? await batch.NextAsync(RuleOf, cancellationToken) : null,
        };
        if (!mayReadSources) return guards with { Subscriptions = subscriptions };
        var sources = await batch.NextAsync(row => (Name: row.Text("name"), Database: row.Database("database"), Source: row.Text("source")), cancellationToken);
        return guards with
        {
            Subscriptions = [.. subscriptions.Select(subscription => subscription with
            {
                Source = sources.First(source => source.Name == subscription.Name.Value && source.Database == subscription.Database).Source,
            })],
        };
    }

    private static async Task<(SharedGuards Guards, bool MayReadPasswords, bool MayReadHostRules, bool MayReadSources)> ReadRightsAsync(
        NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        await using var batch = await CatalogBatch.ReadAsync(session, log, ["Walls.guards"], cancellationToken);
        return (await batch.NextAsync(
            row => (
                new SharedGuards
                {
                    UsableConnections = row.Number("usable_connections"),
                    HasOpenSockets = row.Flag("has_open_sockets"),
                    HasOpenLargeObjects = row.Flag("has_open_large_objects"),
                },
                row.Flag("may_read_passwords"),
                row.Flag("may_read_host_rules"),
                row.Flag("may_read_sources")),
            cancellationToken)).Single();
    }

    private static IEnumerable<string> Only(bool isAsked, string query) => isAsked ? [query] : [];

    private static HostRule RuleOf(CatalogRow row) => new(
        row.Number("line"), row.Text("type"), [.. row.Texts("databases")], [.. row.Texts("users")], row.TextOrNull("address"), row.Text("method"), row.Flag("has_map"));

    private static PasswordKind KindOf(string kind) => kind switch
    {
        "none" => PasswordKind.None,
        "md5" => PasswordKind.Md5,
        "scram" => PasswordKind.Scram,
        _ => throw new InvalidOperationException($"passwords.sql says {kind}"),
    };
}

using Carpool.Manifest.Grammar;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>
/// What the server says, before anything is done, of what a manifest asks for: which parameters the admin may set, which values it
/// would not take, which extensions and locales there are. Costs nothing where nothing is asked for.
/// </summary>
internal static class Preflight
{
    /// <summary>
    /// Not tried: what is named here may be in the app's own database alone, and a timeout takes effect at once, on our session. The
    /// rest fails when it is set, if at all.
    /// </summary>
    private static readonly HashSet<string> Untried = new(StringComparer.Ordinal) { "default_text_search_config", "default_table_access_method", "transaction_timeout" };

    /// <summary>The surroundings with the answers. The session is one of the admin, in the maintenance database, in no transaction.</summary>
    public static async Task<Surroundings> AskAsync(
        NpgsqlConnection session, Server server, Surroundings surroundings, ClusterState desired, IStatementLog log, CancellationToken cancellationToken)
    {
        var parameters = surroundings.Settings.Concat(desired.Settings).Select(setting => setting.Parameter).Where(parameter => parameter != "role").Distinct(StringComparer.Ordinal).ToList();
        var changed = desired.Settings.Except(surroundings.Settings).Where(setting => setting.Parameter != "role").ToList();
        var made = desired.Databases.Where(database => surroundings.Databases.All(listing => listing.Name != database.Name)).Select(database => database.Locale).OfType<DatabaseLocale>().ToList();
        return surroundings with
        {
            SettableParameters = server.Admin.IsSuperuser || parameters.Count == 0
                ? surroundings.SettableParameters
                : await ReadSettableAsync(session, server, parameters, log, cancellationToken),
            RefusedSettings = await TryAsync(session, [.. changed.Select(setting => (setting.Parameter, setting.Value)).Distinct()], log, cancellationToken),
            AvailableExtensions = desired.Extensions.Count == 0 ? [] : await ReadExtensionsAsync(session, log, cancellationToken),
            Replication = desired.Publications.Count == 0 ? null : await ReadLimitsAsync(session, log, cancellationToken),
            UnknownLocales = await UnknownLocalesAsync(session, made, log, cancellationToken),
            HasIcu = made.All(locale => locale.Provider is not LocaleProvider.Icu)
                || (await session.ReadAsync(log, SqlFile.Load("Catalog.Queries.icu"), row => row.GetBoolean(0), cancellationToken)).Single(),
        };
    }

    private static async Task<IReadOnlySet<string>> ReadSettableAsync(
        NpgsqlConnection session, Server server, List<string> parameters, IStatementLog log, CancellationToken cancellationToken)
    {
        var known = await session.ReadAsync(log, SqlFile.Load("Catalog.Queries.parameters"), row => (Name: row.GetString(0), IsAnybodys: row.GetBoolean(1)), cancellationToken);
        var anybodys = known.Where(parameter => parameter.IsAnybodys).Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> granted = server.HasParameterPrivileges
            ? await session.ReadAsync(log, SqlFile.Load("Catalog.Queries.granted_parameters"), row => row.GetString(0), cancellationToken, (object)parameters.ToArray())
            : [];
        return parameters.Where(parameter => anybodys.Contains(parameter.ToLowerInvariant())).Concat(granted).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<RefusedSetting>> TryAsync(
        NpgsqlConnection session, IReadOnlyList<(string Parameter, string Value)> settings, IStatementLog log, CancellationToken cancellationToken)
    {
        var refused = new List<RefusedSetting>();
        foreach (var (parameter, value) in settings.Where(setting => !Untried.Contains(setting.Parameter)))
        {
            if (await RefusalAsync(session, parameter, value, log, cancellationToken) is not { } error) continue;
            var why = error.SqlState switch
            {
                PostgresErrorCodes.UndefinedObject when Names(error, parameter) => RefusalReason.Unknown,
                PostgresErrorCodes.InsufficientPrivilege => RefusalReason.Forbidden,
                _ => RefusalReason.Value,
            };
            var meant = why is RefusalReason.Unknown ? await MeantAsync(session, parameter, log, cancellationToken) : null;
            refused.Add(new RefusedSetting(parameter, value, why, error.MessageText, meant));
        }

        return refused;
    }

    /// <summary>The same code says that an object is missing which the value names.</summary>
    private static bool Names(PostgresException error, string parameter) => error.MessageText.Contains(parameter, StringComparison.OrdinalIgnoreCase);

    /// <summary>Outside a transaction a local value holds for the length of its own statement: nothing is left of it.</summary>
    private static async Task<PostgresException?> RefusalAsync(NpgsqlConnection session, string parameter, string value, IStatementLog log, CancellationToken cancellationToken)
    {
        const string Try = "SELECT pg_catalog.set_config($1, $2, true)";
        log.Sent(session.Database!, Try);
        try
        {
            await using var command = session.Command(Try, parameter, value);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return null;
        }
        catch (PostgresException refusal) when (session.ProcessIdOrNull() is not null)
        {
            return refusal;
        }
        catch (Exception failure) when (session.Caused(failure))
        {
            throw session.Told(failure, Try);
        }
    }

    private static async Task<string?> MeantAsync(NpgsqlConnection session, string parameter, IStatementLog log, CancellationToken cancellationToken) =>
        Nearest.To(parameter, await session.ReadAsync(log, SqlFile.Load("Catalog.Queries.parameters"), row => row.GetString(0), cancellationToken));

    private static async Task<IReadOnlyList<AvailableExtension>> ReadExtensionsAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        await using var batch = await CatalogBatch.ReadAsync(session, log, ["available_extensions"], cancellationToken);
        return await batch.NextAsync(
            row => new AvailableExtension(
                new(row.Text("name")),
                row.Flag("needs_superuser"),
                row.TextOrNull("schema") is { } schema ? new SchemaName(schema) : null,
                [.. row.Texts("requires").Select(name => new ExtensionName(name))]),
            cancellationToken);
    }

    private static async Task<ReplicationLimits> ReadLimitsAsync(NpgsqlConnection session, IStatementLog log, CancellationToken cancellationToken)
    {
        await using var batch = await CatalogBatch.ReadAsync(session, log, ["Sync.limits"], cancellationToken);
        var limits = await batch.NextAsync(
            row => new ReplicationLimits(row.Text("wal_level"), row.Number("wal_senders"), row.Number("slots"), row.Number("senders_in_use"), row.Flag("keeps_without_end")), cancellationToken);
        return limits.Single();
    }

    /// <summary>`lc_time` takes the same locales, and anybody may set it.</summary>
    private static async Task<IReadOnlySet<string>> UnknownLocalesAsync(NpgsqlConnection session, List<DatabaseLocale> locales, IStatementLog log, CancellationToken cancellationToken)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var locale in locales.Where(locale => locale.Provider is LocaleProvider.Libc).Select(locale => locale.Locale).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (await RefusalAsync(session, "lc_time", locale, log, cancellationToken) is not null) unknown.Add(locale);
        }

        return unknown;
    }
}

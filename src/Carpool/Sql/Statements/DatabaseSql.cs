using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about databases and the privileges on them.</summary>
internal static class DatabaseSql
{
    /// <summary>What every database is copied from; while anybody is in it, none can be made.</summary>
    public static DatabaseName Source { get; } = new("template0");

    /// <summary>From template0, which nobody can have changed, and shut: a new database grants CONNECT to PUBLIC until that is revoked.</summary>
    /// <param name="strategy">How it is copied; null leaves that to the server.</param>
    /// <param name="server">Whose grammar a locale is written in; null where none is said.</param>
    public static SqlText Create(Database database, Keyword? strategy, Server? server = null)
    {
        var copied = strategy is null ? (SqlText)$"" : $" STRATEGY {strategy}";
        var limited = database.ConnectionLimit is { } limit ? (SqlText)$" CONNECTION LIMIT {limit}" : $"";
        return $"CREATE DATABASE {database.Name} TEMPLATE template0{copied} ALLOW_CONNECTIONS false{limited}{LocaleOf(database.Locale, server)}";
    }

    /// <summary>The provider can be named from 15 on, where ICU and libc have a word of their own for the locale. What is not said is as in template0.</summary>
    private static SqlText LocaleOf(DatabaseLocale? locale, Server? server)
    {
        var (provider, name) = (locale?.Provider, locale?.Locale is { } text ? new Literal(text) : null);
        var named = provider is null || server is null or { Major: < 15 } ? (SqlText)$"" : $" LOCALE_PROVIDER {Keyword.Of(provider.Value)}";
        SqlText localized = (provider, name) switch
        {
            (_, null) => (SqlText)$"",
            (LocaleProvider.Icu, _) => (SqlText)$" ICU_LOCALE {name}",
            (LocaleProvider.Builtin, _) => (SqlText)$" BUILTIN_LOCALE {name}",
            _ => (SqlText)$" LOCALE {name}",
        };
        return $"{named}{localized}{(locale?.Encoding is { } encoding ? (SqlText)$" ENCODING {new Literal(encoding)}" : $"")}";
    }

    public static SqlText RevokeAllFromPublic(DatabaseName database) => $"REVOKE ALL ON DATABASE {database} FROM PUBLIC";

    /// <summary>What somebody else is asked to run, who may.</summary>
    public static SqlText RevokeConnectFromPublic(DatabaseName database) => $"REVOKE CONNECT ON DATABASE {database} FROM PUBLIC";

    public static SqlText AllowConnections(DatabaseName database) => $"ALTER DATABASE {database} ALLOW_CONNECTIONS true";

    public static SqlText SetOwner(DatabaseName database, RoleName owner) => $"ALTER DATABASE {database} OWNER TO {owner}";

    /// <summary>All but the owner.</summary>
    public static IEnumerable<SqlText> Alter(Database from, Database to)
    {
        if (from.ConnectionLimit != to.ConnectionLimit) yield return $"ALTER DATABASE {to.Name} CONNECTION LIMIT {to.ConnectionLimit ?? -1}";
        if (from.AllowsConnections != to.AllowsConnections) yield return $"ALTER DATABASE {to.Name} ALLOW_CONNECTIONS {Keyword.Of(to.AllowsConnections)}";
    }

    public static SqlText Grant(DatabaseGrant grant) => $"GRANT {grant.Privilege} ON DATABASE {grant.Database} TO {grant.Grantee}";

    public static SqlText Revoke(DatabaseGrant grant) => $"REVOKE {grant.Privilege} ON DATABASE {grant.Database} FROM {grant.Grantee} CASCADE";

    public static SqlText RevokeGrantOption(DatabaseGrant grant) =>
        $"REVOKE GRANT OPTION FOR {grant.Privilege} ON DATABASE {grant.Database} FROM {grant.Grantee} CASCADE";

    public static SqlText Rename(DatabaseName from, DatabaseName to) => $"ALTER DATABASE {from} RENAME TO {to}";

    public static SqlText Drop(DatabaseName database) => $"DROP DATABASE {database}";
}

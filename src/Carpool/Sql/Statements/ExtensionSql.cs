using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about extensions.</summary>
internal static class ExtensionSql
{
    /// <summary>The app may have made it meanwhile.</summary>
    /// <param name="schema">Null leaves it to the extension, which can be in one schema only.</param>
    public static SqlText Create(ExtensionName extension, SchemaName? schema) => schema is null
        ? (SqlText)$"CREATE EXTENSION IF NOT EXISTS {extension}"
        : $"CREATE EXTENSION IF NOT EXISTS {extension} SCHEMA {schema}";

    /// <summary>What a superuser is asked to run: with what it requires, in the same schema.</summary>
    public static SqlText CreateWithRequired(ExtensionName extension, SchemaName? schema) => $"{Create(extension, schema)} CASCADE";

    /// <summary>For the rest of the transaction, until <see cref="ActAsAdmin"/>.</summary>
    public static SqlText ActAs(RoleName owner) => $"SET LOCAL ROLE {owner}";

    /// <summary>Back to who the session began as.</summary>
    public static SqlText ActAsAdmin() => $"RESET ROLE";
}

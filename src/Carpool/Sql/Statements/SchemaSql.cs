using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about schemas and the privileges on them.</summary>
internal static class SchemaSql
{
    public static SqlText Create(Schema schema) => $"CREATE SCHEMA {schema.Name} AUTHORIZATION {schema.Owner}";

    /// <summary>The admin's own.</summary>
    public static SqlText Create(SchemaName schema) => $"CREATE SCHEMA {schema}";

    public static SqlText CreateIfMissing(Schema schema) => $"CREATE SCHEMA IF NOT EXISTS {schema.Name} AUTHORIZATION {schema.Owner}";

    /// <summary>`public` is there in every new database, and open: to all but CREATE from 15, to everything up to 14.</summary>
    public static IEnumerable<SqlText> TakeOver(Schema schema) =>
    [
        $"REVOKE ALL ON SCHEMA {schema.Name} FROM PUBLIC",
        SetOwner(schema),
    ];

    /// <summary>For all who can be in the database: it is closed to everybody else.</summary>
    public static SqlText OpenToAll(SchemaName schema) => $"GRANT USAGE ON SCHEMA {schema} TO PUBLIC";

    public static SqlText SetOwner(Schema schema) => $"ALTER SCHEMA {schema.Name} OWNER TO {schema.Owner}";

    public static SqlText Grant(SchemaGrant grant) => $"GRANT {grant.Privilege} ON SCHEMA {grant.Schema} TO {grant.Grantee}";

    public static SqlText Revoke(SchemaGrant grant) => $"REVOKE {grant.Privilege} ON SCHEMA {grant.Schema} FROM {grant.Grantee} CASCADE";
}

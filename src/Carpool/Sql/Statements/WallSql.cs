using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements that close a wall, about objects of any type that pg_identify_object names.</summary>
internal static class WallSql
{
    public static SqlText SetOwner(string type, ObjectName name, RoleName owner) => type switch
    {
        "function" or "procedure" or "aggregate" => $"ALTER ROUTINE {name} OWNER TO {owner}",
        "view" => $"ALTER VIEW {name} OWNER TO {owner}",
        "materialized view" => $"ALTER MATERIALIZED VIEW {name} OWNER TO {owner}",
        "foreign table" => $"ALTER FOREIGN TABLE {name} OWNER TO {owner}",
        "sequence" => $"ALTER SEQUENCE {name} OWNER TO {owner}",
        "schema" => $"ALTER SCHEMA {name} OWNER TO {owner}",
        "language" => $"ALTER LANGUAGE {name} OWNER TO {owner}",
        "foreign-data wrapper" => $"ALTER FOREIGN DATA WRAPPER {name} OWNER TO CURRENT_USER",
        "event trigger" => $"ALTER EVENT TRIGGER {name} OWNER TO CURRENT_USER",
        "publication" => $"ALTER PUBLICATION {name} OWNER TO CURRENT_USER",
        "extension" => $"DROP EXTENSION {name}",
        _ => $"ALTER {Keyword.OfType(type)} {name} OWNER TO {owner}",
    };

    public static SqlText Revoke(string type, ObjectName name, Grantee grantee) => type switch
    {
        "function" or "procedure" or "aggregate" => $"REVOKE ALL ON ROUTINE {name} FROM {grantee} CASCADE",
        "sequence" => $"REVOKE ALL ON SEQUENCE {name} FROM {grantee} CASCADE",
        "schema" => $"REVOKE ALL ON SCHEMA {name} FROM {grantee} CASCADE",
        "type" => $"REVOKE ALL ON TYPE {name} FROM {grantee} CASCADE",
        "language" => $"REVOKE ALL ON LANGUAGE {name} FROM {grantee} CASCADE",
        "server" => $"REVOKE ALL ON FOREIGN SERVER {name} FROM {grantee} CASCADE",
        "foreign-data wrapper" => $"REVOKE ALL ON FOREIGN DATA WRAPPER {name} FROM {grantee} CASCADE",
        _ => $"REVOKE ALL ON TABLE {name} FROM {grantee} CASCADE",
    };
}

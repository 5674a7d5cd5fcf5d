using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about who may use foreign servers, and as whom.</summary>
internal static class ForeignServerSql
{
    public static SqlText GrantUsage(ObjectName foreignServer, RoleName role) => $"GRANT USAGE ON FOREIGN SERVER {foreignServer} TO {role}";

    public static SqlText DropMapping(ForeignServerUser user) => $"DROP USER MAPPING FOR {user.Role} SERVER {user.Server}";

    /// <summary>
    /// The same mapping for another role. Its options, which only the mapped role and superusers see, hold a password as a rule: they are
    /// copied by the server, and never leave it.
    /// </summary>
    public static SqlText CopyMapping(ForeignServerUser user, RoleName to, Server server)
    {
        var become = server.Admin.IsSuperuser ? (SqlText)$"" : $"SET LOCAL ROLE {user.Role};";
        SqlText body =
            $"""
            DECLARE options text;
            BEGIN
              {become}
              SELECT string_agg(format('%I %L', o.option_name, o.option_value), ', ') INTO options
                FROM pg_user_mappings AS m CROSS JOIN pg_options_to_table(m.umoptions) AS o
               WHERE quote_ident(m.srvname) = {new Literal(user.Server.Text)} AND m.usename = {new Literal(user.Role.Value)};
              RESET ROLE;
              EXECUTE {new Literal(((SqlText)$"CREATE USER MAPPING FOR {to} SERVER {user.Server}").ToString())} || COALESCE(' OPTIONS (' || options || ')', '');
            END
            """;
        return $"DO {new Literal(body.ToString())}";
    }
}

using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;

namespace Carpool.IntegrationTests.Trials;

/// <summary>Two apps with a login of each access, and powers that somebody gave to their roles by mistake.</summary>
internal static class HoledCluster
{
    public const string Apps = "blog: { schemas: [billing], roles: { app: , mover: { access: migrate }, clerk: { access: write }, auditor: { access: read } } }\ntodo: {}";

    /// <summary>Each: where it is done by a superuser, and what some login can do from then on, as whom.</summary>
    public static IReadOnlyList<Hole> Holes { get; } =
    [
        new("blog", "GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO blog_owner", "blog_app", "read a file of the server with pg_read_file", "blog_owner"),
        new("postgres", "GRANT pg_read_server_files TO blog_owner", "blog_mover", "read a file of the server with COPY", "blog_owner"),
        new("postgres", "GRANT pg_write_server_files TO blog_clerk", "blog_clerk", "write a file of the server with COPY", "blog_clerk"),
        new("postgres", "GRANT pg_execute_server_program TO blog_auditor", "blog_auditor", "run a program on the server's machine", "blog_auditor"),
        new("blog", "GRANT SELECT ON pg_catalog.pg_authid TO blog_clerk", "blog_clerk", "read the passwords of all roles", "blog_clerk"),
        new("postgres", "ALTER ROLE blog_mover CREATEROLE", "blog_mover", "create a role", "blog_mover"),
        new("postgres", "ALTER ROLE blog_owner CREATEDB", "blog_app", "create a database", "blog_owner"),
        new("postgres", "GRANT ALTER SYSTEM ON PARAMETER log_statement TO blog_owner", "blog_app", "change the server's configuration", "blog_owner") { Since = 15 },
        new("postgres", "ALTER ROLE blog_app REPLICATION", "blog_app", "create a replication slot", "blog_app"),
        new("postgres", "GRANT pg_create_subscription TO blog_owner", "blog_app", "create a subscription", "blog_owner") { Since = 16 },
        new("postgres", "GRANT todo_owner TO blog_clerk", "blog_clerk", "become todo_owner, a role of somebody else", "blog_clerk"),
        new("postgres", "GRANT pg_read_all_stats TO blog_clerk", "blog_clerk", "become pg_read_all_stats, a power over the cluster", "blog_clerk"),
        new("postgres", "GRANT pg_signal_backend TO blog_auditor", "blog_auditor", "signal a session of somebody else", "blog_auditor"),
        new("blog", "UPDATE pg_catalog.pg_language SET lanpltrusted = true WHERE lanname = 'c'", "blog_auditor", "run code in language c", "blog_auditor"),
        new("postgres", "ALTER DATABASE blog OWNER TO blog_clerk", "blog_clerk", "open its database to everybody", "blog_clerk"),
        new("postgres", "ALTER DATABASE blog OWNER TO blog_clerk", "blog_clerk", "change the settings of its database", "blog_clerk"),
        new("blog", "GRANT CREATE ON SCHEMA billing TO blog_auditor", "blog_auditor", "create a table in schema billing", "blog_auditor"),
        new("blog", "GRANT CREATE ON SCHEMA billing TO blog_app", "blog_app", "create a table in schema billing", "blog_app"),
        new("postgres", "GRANT CREATE ON DATABASE blog TO blog_mover", "blog_mover", "create a schema", "blog_mover"),
        new("postgres", "GRANT TEMPORARY ON DATABASE blog TO blog_auditor", "blog_auditor", "create a temporary table", "blog_auditor"),
        new("blog", "GRANT blog_owner TO blog_auditor", "blog_auditor", "change the default privileges of the owner", "blog_auditor"),
        new("postgres", "ALTER ROLE blog_mover SUPERUSER", "blog_mover", "create a tablespace", "blog_mover"),
        new("postgres", "ALTER ROLE blog_mover SUPERUSER", "blog_mover", "create extension", "blog_mover"),
    ];

    public static async Task<TempProject> MakeAsync(TestServer server)
    {
        var project = new TempProject(server);
        project.Declare(Apps);
        await project.UpAsync();
        return project;
    }
}

/// <param name="Database">Where the statement is run.</param>
/// <param name="Act">What the login can do from then on.</param>
/// <param name="Role">As whom.</param>
internal sealed record Hole(string Database, string Sql, string Login, string Act, string Role)
{
    public int Since { get; init; } = 14;
}

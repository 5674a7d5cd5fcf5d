using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Trials;

/// <summary>What is tried in a session of an app's login, in its own database. No act touches, or locks, anything that is the app's.</summary>
internal static class Acts
{
    // Nothing of this name is ever made; it cannot be an app's either, whose names hold no such sign
    private static readonly SchemaName Nobodys = new("carpool~trial");

    /// <summary>The acts of a session as the app gets it.</summary>
    public static IReadOnlyList<Act> AsGiven(ActGround ground, ActSight sight) =>
    [
        .. MustWork(ground),
        .. OverTheCluster(ground, sight),
        .. Becoming(ground),
        .. OverTheDatabase(ground),
        .. ground.Login.Access switch
        {
            Access.App or Access.Migrate or Access.Sync => (IEnumerable<Act>)[],
            Access.Write => [.. MakingThings(ground), OwnersDefaults(ground)],
            Access.Read => [.. MakingThings(ground), OwnersDefaults(ground), TemporaryTable with { Fix = $"Revoke TEMPORARY on database {ground.App.Database} from the login, its group and PUBLIC." }],
            _ => throw new InvalidOperationException($"{ground.Login.Access} is no access"),
        },
    ];

    /// <summary>The acts of a session that dropped the role it was given: what is left is the bare login.</summary>
    public static IReadOnlyList<Act> Stripped(ActGround ground, ActSight sight) =>
    [
        .. OverTheCluster(ground, sight),
        .. OverTheDatabase(ground),
        .. MakingThings(ground),
        TemporaryTable with { Fix = $"Revoke TEMPORARY on database {ground.App.Database} from the login and from PUBLIC." },
    ];

    private static Act ReplicationSlot => new("create a replication slot", $"SELECT pg_catalog.pg_create_physical_replication_slot('Carpool Trial', false, true)", "Take REPLICATION away with ALTER ROLE … NOREPLICATION.")
    { Stumbles = ["42602", "55000"] };

    private static Act TemporaryTable => new("create a temporary table", $"CREATE TEMPORARY TABLE {Nobodys} (n int4) ON COMMIT DROP", "") { Writes = true, StaysInside = true };

    private static IEnumerable<Act> MustWork(ActGround ground) => ground.Login.Access switch
    {
        Access.App or Access.Migrate =>
        [
            // A schema of its own: what there is may be anything, and is the app's affair
            new("create a schema and a table", $"CREATE SCHEMA {Nobodys} CREATE TABLE {Nobodys} (n int4)", "Run `carpool up`, which gives the app's owner what it needs.") { MustWork = true, Writes = true },
        ],
        Access.Write => [TemporaryTable with { MustWork = true, Fix = "Run `carpool up`, which gives the app's writers TEMPORARY." }],
        Access.Read or Access.Sync => [new("read the catalogs", $"SELECT FROM pg_catalog.pg_class LIMIT 1", "Grant PUBLIC the SELECT on system catalogs that initdb gives.") { MustWork = true }],
        _ => throw new InvalidOperationException($"{ground.Login.Access} is no access"),
    };

    private static IEnumerable<Act> OverTheCluster(ActGround ground, ActSight sight) =>
    [
        // Of no file, which only the running of it shows; one that is missing would end the session, to the driver's mind
        new("read a file of the server with pg_read_file", $"SELECT pg_catalog.pg_read_file(CASE WHEN pg_catalog.pg_backend_pid() < 0 THEN 'none' END)",
            "Revoke EXECUTE on pg_read_file from the role and from PUBLIC."),
        new("read a file of the server with COPY", $"COPY pg_catalog.{Nobodys} FROM '/carpool~trial'", "Revoke pg_read_server_files from the role.") { Writes = true, Stumbles = ["42P01"] },
        new("write a file of the server with COPY", $"COPY (SELECT 1) TO 'carpool~trial'", "Revoke pg_write_server_files from the role.") { Stumbles = ["42602"] },
        new("run a program on the server's machine", $"COPY pg_catalog.{Nobodys} TO PROGRAM 'true'", "Revoke pg_execute_server_program from the role.") { Stumbles = ["42P01"] },
        new("read the passwords of all roles", $"SELECT rolpassword FROM pg_catalog.pg_authid LIMIT 0", "Revoke SELECT on pg_authid, and pg_read_all_data, from the role."),
        new("create a role", $"CREATE ROLE {Nobodys}", "Take CREATEROLE away with ALTER ROLE … NOCREATEROLE.") { Writes = true, Stumbles = ["42710"] },
        new("create a database", $"CREATE DATABASE {Nobodys} TEMPLATE {Nobodys}", "Take CREATEDB away with ALTER ROLE … NOCREATEDB.") { Writes = true, StandsAlone = true, Stumbles = ["3D000", "42P04"] },
        new("create a tablespace", $"CREATE TABLESPACE {Nobodys} LOCATION 'carpool~trial'", "Take SUPERUSER away with ALTER ROLE … NOSUPERUSER.") { Writes = true, StandsAlone = true, Stumbles = ["42P17"] },

        // From 17 on a server can be configured to take it from nobody
        new("change the server's configuration", $"ALTER SYSTEM SET log_statement = 'carpool~trial'", "Revoke ALTER SYSTEM on the parameter from the role.")
            { Writes = true, StandsAlone = true, Stumbles = ["22023"], Refusals = ["0A000"] },
        // That a sync engine may is what the manifest accepts
        .. ground.Login.Access is Access.Sync ? Array.Empty<Act>() : [ReplicationSlot],
        new("create a subscription", $"CREATE SUBSCRIPTION {Nobodys} CONNECTION 'carpool~trial' PUBLICATION {Nobodys} WITH (connect = false)", "Revoke pg_create_subscription from the role.")
            { Writes = true, Stumbles = ["42601"] },
        .. sight.Languages.Select(language => new Act(
            $"run code in language {language}", $"DO LANGUAGE {new Literal(language)} ''", $"Revoke USAGE on language {language}, and mark it untrusted again.") { Stumbles = ["0A000"] }),
        // A schema that every database has, and in which a superuser alone could make anything: our sessions look for names in pg_catalog, where nobody can
        .. sight.Extension is { } extension
            ? [new Act($"create extension {extension}", $"CREATE EXTENSION {extension} SCHEMA information_schema", $"Take SUPERUSER away from the role, or extension {extension} from what the platform lets everybody make.") { Writes = true }]
            : Array.Empty<Act>(),
        .. ground.Decoy is { } process
            ? [new Act("signal a session of somebody else", $"SELECT pg_catalog.pg_cancel_backend({process})", "Revoke pg_signal_backend, and membership in the other's role, from the role.")]
            : Array.Empty<Act>(),
    ];

    /// <summary>The server asks who logged in, not who the session is: once is enough.</summary>
    private static IEnumerable<Act> Becoming(ActGround ground) =>
    [
        Become(ground.Admin, "the admin"),
        .. ground.Strangers.Select(role => Become(role, "a role of somebody else")),
        .. ground.BuiltInRoles.Select(role => Become(role, "a power over the cluster")),
    ];

    private static Act Become(RoleName role, string what) =>
        new($"become {role}, {what}", $"SET LOCAL ROLE {role}", $"Revoke {role} from the login, and from all that it is a member of.");

    /// <summary>What would undo the wall from inside: the database belongs to the admin.</summary>
    private static IEnumerable<Act> OverTheDatabase(ActGround ground) =>
    [
        new("open its database to everybody", $"GRANT CONNECT ON DATABASE {ground.App.Database} TO PUBLIC", $"Give database {ground.App.Database} to the admin, and CONNECT on it without GRANT OPTION.")
            { Writes = true, StaysInside = true, SaysNoByWarning = true },
        new("change the settings of its database", $"ALTER DATABASE {ground.App.Database} SET application_name = ''", $"Give database {ground.App.Database} to the admin.") { Writes = true, StaysInside = true },
    ];

    private static IEnumerable<Act> MakingThings(ActGround ground) =>
    [
        // A schema that the app dropped or renamed is none to create anything in
        .. ground.Schemas.Select(schema => new Act(
            $"create a table in schema {schema}", $"CREATE TABLE {schema}.{Nobodys} (n int4)", $"Revoke CREATE on schema {schema} from the login, its groups and PUBLIC.") { Writes = true, StaysInside = true, Refusals = ["3F000"] }),
        .. ground.Schemas.Select(schema => new Act(
            $"take schema {schema} over", $"ALTER SCHEMA {schema} OWNER TO CURRENT_USER", $"Give schema {schema} to {ground.App.Owner}.") { Writes = true, StaysInside = true, Refusals = ["3F000"] }),
        new("create a schema", $"CREATE SCHEMA {Nobodys}", $"Revoke CREATE on database {ground.App.Database} from the login, its groups and PUBLIC.") { Writes = true, StaysInside = true },
    ];

    /// <summary>Not tried as an owner's bare login: up to 15 it may, without INHERIT, what it may as the owner anyway.</summary>
    private static Act OwnersDefaults(ActGround ground) => new(
        "change the default privileges of the owner", $"ALTER DEFAULT PRIVILEGES FOR ROLE {ground.App.Owner} GRANT SELECT ON TABLES TO PUBLIC", $"Revoke {ground.App.Owner} from the login.")
    { Writes = true, StaysInside = true };
}

using Carpool.Credentials;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Emulator.Branches;

/// <summary>
/// The SQL behind the API's roles. pscale_admin makes and grants them, so `postgres` has no ADMIN on any of them. What cannot be
/// dropped is the server's own refusal.
/// </summary>
internal sealed class BranchRoles(BranchServer server, Switches switches)
{
    /// <summary>Makes a role; <paramref name="canLogin"/> is false for one that is ready later.</summary>
    public async Task CreateAsync(RoleName name, Secret password, IReadOnlyList<string> inherited, bool withReplication, bool canLogin, CancellationToken ct)
    {
        var isAdmin = inherited.Contains("postgres", StringComparer.Ordinal);
        var attributes = new List<SqlText> { $"PASSWORD {Verifier(password)}" };
        if (canLogin) attributes.Add($"LOGIN");
        if (isAdmin && switches.AdminsGetAttributes) attributes.Add($"CREATEDB CREATEROLE");
        if (withReplication) attributes.Add($"REPLICATION");
        await using var session = await server.OpenAsync("postgres", ct);
        await using var transaction = await session.BeginTransactionAsync(ct);
        await PlatformSetup.RunAsync(session, $"CREATE ROLE {name} {SqlText.Join(" ", attributes)}", ct);
        foreach (var role in inherited)
        {
            SqlText granted = $"GRANT {new RoleName(role)} TO {name}";
            var isBound = role == "postgres" && !switches.AdminsMaySetRole && session.PostgreSqlVersion.Major >= 16;
            await PlatformSetup.RunAsync(session, isBound ? $"{granted} WITH SET FALSE" : granted, ct);
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>The role as it is ready, or disabled.</summary>
    public async Task AllowLoginAsync(RoleName name, bool canLogin, CancellationToken ct)
    {
        await using var session = await server.OpenAsync("postgres", ct);
        await PlatformSetup.RunAsync(session, $"ALTER ROLE {name} {(canLogin ? Keyword.Login : Keyword.NoLogin)}", ct);
    }

    public async Task SetPasswordAsync(RoleName name, Secret password, bool endsSessions, CancellationToken ct)
    {
        await using var session = await server.OpenAsync("postgres", ct);
        await PlatformSetup.RunAsync(session, $"ALTER ROLE {name} PASSWORD {Verifier(password)}", ct);
        if (endsSessions) await PlatformSetup.RunAsync(session, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = {new Literal(name.Value)}", ct);
    }

    public async Task RenameAsync(RoleName from, RoleName to, CancellationToken ct)
    {
        await using var session = await server.OpenAsync("postgres", ct);
        await PlatformSetup.RunAsync(session, $"ALTER ROLE {from} RENAME TO {to}", ct);
    }

    /// <summary>A setting that the role's sessions begin with.</summary>
    public async Task SetAsync(RoleName name, string parameter, string value, CancellationToken ct)
    {
        await using var session = await server.OpenAsync("postgres", ct);
        await PlatformSetup.RunAsync(session, $"ALTER ROLE {name} SET {new ParameterName(parameter)} = {new Literal(value)}", ct);
    }

    public async Task<bool> ExistsAsync(RoleName name, CancellationToken ct)
    {
        await using var session = await server.OpenAsync("postgres", ct);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = $1", session) { Parameters = { new() { Value = name.Value } } };
        return (long)(await command.ExecuteScalarAsync(ct))! > 0;
    }

    /// <summary>Gives what the role owns to the successor, in every database that lets anybody connect.</summary>
    public Task ReassignAsync(RoleName name, RoleName successor, CancellationToken ct) =>
        InEachDatabaseAsync(session => PlatformSetup.RunAsync(session, $"REASSIGN OWNED BY {name} TO {successor}", ct), ct);

    /// <summary>Drops the role. Without a successor it must own nothing, hold nothing and have made no role.</summary>
    /// <exception cref="PostgresException">2BP01: something depends on it.</exception>
    public async Task DropAsync(RoleName name, RoleName? successor, CancellationToken ct)
    {
        if (successor is not null)
        {
            var made = await AdministeredAsync(name, ct);
            await InEachDatabaseAsync(
                async session =>
                {
                    await PlatformSetup.RunAsync(session, $"REASSIGN OWNED BY {name} TO {successor}", ct);
                    await PlatformSetup.RunAsync(session, $"DROP OWNED BY {name}", ct);
                }, ct);
            await using var granting = await server.OpenAsync("postgres", ct);
            foreach (var role in made.Where(role => role != successor.Value)) await PlatformSetup.RunAsync(granting, $"GRANT {new RoleName(role)} TO {successor} WITH ADMIN OPTION", ct);
        }

        await using var session = await server.OpenAsync("postgres", ct);
        await PlatformSetup.RunAsync(session, $"DROP ROLE {name}", ct);
    }

    /// <summary>The roles that only this one administers: they would have nobody.</summary>
    private async Task<IReadOnlySet<string>> AdministeredAsync(RoleName name, CancellationToken ct)
    {
        await using var session = await server.OpenAsync("postgres", ct);
        return await PlatformSetup.NamesAsync(
            session,
            $"SELECT r.rolname FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.roleid JOIN pg_catalog.pg_roles b ON b.oid = m.member WHERE m.admin_option AND b.rolname = {new Literal(name.Value).Quoted}",
            ct);
    }

    private async Task InEachDatabaseAsync(Func<NpgsqlConnection, Task> act, CancellationToken ct)
    {
        IEnumerable<string> databases = ["postgres"];
        if (switches.ReassignsEverywhere)
        {
            await using var session = await server.OpenAsync("postgres", ct);
            databases = await PlatformSetup.NamesAsync(session, "SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND datconnlimit <> -2", ct);
        }

        foreach (var database in databases.Order(StringComparer.Ordinal))
        {
            await using var session = await server.OpenAsync(database, ct);
            await act(session);
        }
    }

    private static Literal Verifier(Secret password) => new(ScramVerifier.Create(password).Reveal());
}

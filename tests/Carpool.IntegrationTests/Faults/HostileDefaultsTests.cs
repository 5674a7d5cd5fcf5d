using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.Faults;

/// <summary>Settings that somebody gave the admin, a database, the server or a login change nothing in what a run does.</summary>
public sealed class HostileDefaultsTests
{
    private static readonly Dictionary<string, string> s_hostile = new(StringComparer.Ordinal)
    {
        ["statement_timeout"] = "'1ms'",
        ["lock_timeout"] = "'1ms'",
        ["idle_in_transaction_session_timeout"] = "'1ms'",
        ["idle_session_timeout"] = "'1ms'",
        ["default_transaction_isolation"] = "'serializable'",
        ["search_path"] = "'nowhere'",
        ["row_security"] = "off",
        ["bytea_output"] = "'escape'",
        ["\"DateStyle\""] = "'SQL, DMY'",
        ["client_min_messages"] = "'error'",
        ["check_function_bodies"] = "off",
        ["password_encryption"] = "'md5'",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Version, admin, and who is given the settings.</summary>
    public static TheoryData<int, AdminKind, string> Places => TestDepth.Current is TestDepth.Quick
        ? new() { { ServerMatrix.Newest, AdminKind.Plain, "ROLE" }, { ServerMatrix.Newest, AdminKind.Superuser, "SYSTEM" } }
        : [.. from version in TestDepth.Current is TestDepth.Ci ? new[] { 14, 18 } : [14, 15, 16, 17, 18]
              from kind in Enum.GetValues<AdminKind>()
              from place in new[] { "ROLE", "DATABASE postgres", "SYSTEM" }
              select new TheoryDataRow<int, AdminKind, string>(version, kind, place)];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_run_simply_works(int version, AdminKind kind, string place)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await using (var session = await server.OpenAsync(ct: Ct))
        {
            // One session: the next one would have them itself
            var of = place is "ROLE" ? $"ROLE {server.AdminName}" : place;
            foreach (var (name, value) in Hostile(version)) await session.RowsAsync($"ALTER {of} SET {name} = {value}", Ct);

            // In the server's own configuration it counts from before the password is asked for: nobody would get in
            if (place is "SYSTEM" && version >= 17) await session.RowsAsync("ALTER SYSTEM SET transaction_timeout = '250ms'", Ct);
            if (place is not "SYSTEM") await session.RowsAsync($"ALTER {of} SET default_transaction_read_only = on", Ct);
            if (place is "ROLE") await session.RowsAsync($"CREATE ROLE other; GRANT other TO {server.AdminName}; ALTER {of} SET role = other", Ct);
            await session.RowsAsync("SELECT pg_reload_conf()", Ct);
            await Task.Delay(200, Ct);
        }

        await project.UpAsync();
        (await project.RunAsync("preview", "--detailed-exitcode")).ShouldExit(0);
        (await project.RunAsync("verify")).ShouldExit(0);
        project.Declare("shop: {}");
        await project.UpAsync();
        (await project.RunAsync("restore", "blog", "--yes")).ShouldExit(0);
    }

    public static TheoryData<int> Versions => TestDepth.Current is TestDepth.Quick ? [ServerMatrix.Newest] : [14, 17, 18];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task What_a_tenant_gives_its_own_login_does_not_fail_its_proof(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        foreach (var (name, value) in Hostile(version)) await server.SqlAsync($"ALTER ROLE blog_app SET {name} = {value}", ct: Ct);
        await server.SqlAsync("ALTER ROLE blog_app NOLOGIN", ct: Ct);

        await project.UpAsync();

        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("verify")).ShouldExit(0);
    }

    private static IEnumerable<KeyValuePair<string, string>> Hostile(int version) =>
        version >= 17 ? s_hostile.Append(new("transaction_timeout", "'1ms'")) : s_hostile;
}

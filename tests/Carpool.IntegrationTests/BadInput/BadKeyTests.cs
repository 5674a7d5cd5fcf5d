using System.Security.Cryptography;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.BadInput;

/// <summary>Without its key, or with a registry it cannot read, a stack stops before it changes anything.</summary>
public sealed class BadKeyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_key_and_a_lost_key_and_no_key_at_all_are_three_clear_errors()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        project.Declare("blog: {}\ntodo: {}");

        foreach (var key in new[] { Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)), "not base64 at all" })
        {
            project.Environment["CARPOOL_KEY"] = key;
            project.Secrets.Add(key);
            await RefusedAsync(server, project, "key");
        }

        project.Environment["CARPOOL_KEY"] = null;
        var saved = await File.ReadAllTextAsync(project.KeyFile, Ct);
        File.Delete(project.KeyFile);
        await RefusedAsync(server, project, "key");
        File.Exists(project.KeyFile).ShouldBeFalse("a new key would hide that the old one is lost");

        await File.WriteAllTextAsync(project.KeyFile, saved, Ct);
        File.SetUnixFileMode(project.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await project.UpAsync();
        project.Environment["CARPOOL_KEY"] = saved.Trim();
        File.Delete(project.KeyFile);
        (await project.OutputsAsync()).Apps.ShouldBe(["blog", "todo"]);
    }

    [Fact]
    public async Task A_registry_from_a_newer_version_is_left_alone()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();
        var holders = await server.RowsAsync(
            """
            SELECT format('UPDATE carpool.%I SET %I = 9999', c.relname, a.attname)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'carpool'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
              AND a.attname ~ 'version' AND a.atttypid IN ('int4'::regtype, 'int8'::regtype)
            """,
            ct: Ct);
        holders.ShouldHaveSingleItem("one integer column of the registry says its version");
        await server.SqlAsync(holders[0], ct: Ct);
        project.Declare("blog: {}\ntodo: {}");
        await RefusedAsync(server, project, "newer");
    }

    private static async Task RefusedAsync(TestServer server, TempProject project, string word)
    {
        var before = await ClusterDigest.ReadAsync(server, Ct);
        await Refusal.OfUpAsync(project, word);
        Refusal.ErrorOf(await project.RunAsync("outputs", "--json", "--show-secrets"), word);
        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
    }
}

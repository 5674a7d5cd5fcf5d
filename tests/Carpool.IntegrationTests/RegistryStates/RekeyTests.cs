using System.Security.Cryptography;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>A key that is at hand is changed: credentials stay, and the old key opens nothing more.</summary>
public sealed class RekeyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_key_in_the_file_is_replaced()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}\ngone: {}");
        await project.UpAsync();
        (await project.RunAsync("rotate", "shop", "--yes")).ShouldExit(0);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        var (key, outputs) = (await File.ReadAllTextAsync(project.KeyFile, Ct), await project.OutputsAsync());

        var rekeyed = (await project.RunAsync("rekey", "--yes")).ShouldExit(0);

        rekeyed.Out.ShouldContain("~ key of stack clown-car");
        rekeyed.Out.ShouldContain("cat .carpool/key");
        (await File.ReadAllTextAsync(project.KeyFile, Ct)).ShouldNotBe(key);
        File.GetUnixFileMode(project.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(project.KeyFile)!, "key*").ShouldBe([project.KeyFile]);
        (await project.OutputsAsync()).Logins.ShouldBe(outputs.Logins);
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("rotate", "shop", "--finish", "--yes")).ShouldExit(0);
        (await project.RunAsync("restore", "gone", "--yes")).ShouldExit(0);
        project.Declare("blog: {}\nshop: {}\ngone: {}");
        await project.ShouldGetInAsync("gone");

        var fresh = await File.ReadAllTextAsync(project.KeyFile, Ct);
        await File.WriteAllTextAsync(project.KeyFile, key, Ct);
        await project.ErrorAsync(server, "CP4053", "outputs");

        // Killed between the registry and the file: whatever comes next goes on
        await File.WriteAllTextAsync($"{project.KeyFile}.next", fresh, Ct);
        (await project.RunAsync("status")).ShouldExit(0);
        (await File.ReadAllTextAsync(project.KeyFile, Ct)).ShouldBe(fresh);
        File.Exists($"{project.KeyFile}.next").ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_in_the_environment_needs_another_one_to_go_over_to()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        project.Environment["CARPOOL_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await project.UpAsync();
        (await project.ErrorAsync(server, "CP4056", "rekey", "--yes")).Text("fix").ShouldContain("CARPOOL_NEW_KEY");
        project.Environment["CARPOOL_NEW_KEY"] = "nonsense";
        await project.ErrorAsync(server, "CP4050", "rekey", "--yes");
        project.Environment["CARPOOL_NEW_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        foreach (var secret in (string[])["CARPOOL_KEY", "CARPOOL_NEW_KEY"]) project.Secrets.Add(project.Environment[secret]!);

        (await project.RunAsync("rekey", "--yes")).ShouldExit(0);
        (await project.RunAsync("rekey", "--yes", "--json")).ShouldExit(0).Json.Items("changes").ShouldBeEmpty("it is done");

        await project.ErrorAsync(server, "CP4053", "preview");
        (project.Environment["CARPOOL_KEY"], project.Environment["CARPOOL_NEW_KEY"]) = (project.Environment["CARPOOL_NEW_KEY"], null);
        await project.ShouldGetInAsync("blog");
        File.Exists(project.KeyFile).ShouldBeFalse();
    }
}

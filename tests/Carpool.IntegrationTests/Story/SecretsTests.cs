using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Story;

/// <summary>A password is known to its app, to the registry under a key, and to nobody else.</summary>
public sealed class SecretsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task No_password_reaches_a_log_a_plan_or_a_screen(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        var printed = new List<CarpoolResult>
        {
            await project.RunAsync("preview", "--sql"),
            await project.RunAsync("up", "--yes", "--verbose"),
        };
        var passwords = (await project.OutputsAsync()).Passwords;
        passwords.Count.ShouldBe(2);
        project.Declare("blog: {}\ntodo: {}\nshop: {}");
        printed.AddRange(
        [
            await project.RunAsync("preview", "--sql"),
            await project.RunAsync("preview", "--json", "--sql"),
            await project.RunAsync("up", "--yes", "--verbose", "--json"),
            await project.RunAsync("outputs"),
            await project.RunAsync("outputs", "--json"),
            await project.RunAsync("status", "--verbose"),
            await project.RunAsync("verify", "--verbose"),
        ]);
        foreach (var result in printed) result.ShouldExit(0);
        passwords = (await project.OutputsAsync()).Passwords;
        passwords.Count.ShouldBe(3);

        var log = server.Log;
        log.ShouldContain("CREATE DATABASE", customMessage: "log_statement = all is what this test rests on");
        var key = (await File.ReadAllTextAsync(project.KeyFile, Ct)).Trim();
        foreach (var secret in passwords.Append(key).Append(server.AdminPassword))
        {
            secret.Length.ShouldBeGreaterThanOrEqualTo(32);
            log.Contains(secret, StringComparison.Ordinal).ShouldBeFalse("a secret is in the server's log");
            foreach (var result in printed) result.Everything.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"a secret was printed by {result.Arguments}");
        }

        printed[1].Err.ShouldContain("CREATE DATABASE", customMessage: "--verbose shows every statement");
        (await project.RunAsync("outputs", "--json")).Out.ShouldContain("********");
        File.GetUnixFileMode(project.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_child_gets_its_own_url_and_none_of_carpools_secrets()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        var outputs = await project.OutputsAsync();
        project.Environment["CARPOOL_KEY"] = (await File.ReadAllTextAsync(project.KeyFile, Ct)).Trim();

        var child = (await project.RunAsync("run", "blog", "--", "env")).ShouldExit(0);

        var variables = child.Out.Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal)).ToDictionary(line => line[..line.IndexOf('=', StringComparison.Ordinal)], line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
        variables["DATABASE_URL"].ShouldBe(outputs.Direct("blog"));
        variables["PGDATABASE"].ShouldBe("blog");
        variables["PGUSER"].ShouldBe("blog_app");
        variables.Keys.ShouldNotContain("CARPOOL_ADMIN_URL");
        variables.Keys.ShouldNotContain("CARPOOL_KEY");
        child.Out.Contains(server.AdminPassword, StringComparison.Ordinal).ShouldBeFalse();
        (await project.RunAsync("run", "blog", "--", "sh", "-c", "exit 42")).ShouldExit(42);
    }

    [Fact]
    public async Task Psql_opens_the_apps_own_database()
    {
        Assert.SkipWhen(ServerBinaries.TryFindProgram("psql") is null, "missing: psql");
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}");
        await project.UpAsync();

        var psql = await project.RunAsync(["psql", "blog"], "\\t on\n\\pset format unaligned\nSELECT current_user, current_database();\n");

        psql.ShouldExit(0).Out.ShouldContain("blog_owner|blog");
    }
}

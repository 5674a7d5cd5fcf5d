using System.Runtime.InteropServices;
using Carpool.Cli.Commands;
using Carpool.Credentials;
using Carpool.Manifest;
using Carpool.Sessions;
using Carpool.Stacks;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class ChildTests
{
    private static readonly Dictionary<string, string> PathOnly = new(StringComparer.Ordinal) { ["PATH"] = "/usr/bin:/bin" };

    [Fact]
    public void AChildIsTheAppAndKnowsNothingOfTheAdmin()
    {
        var server = new ServerAddress("db.example.com", 5432, new("postgres"), new("admin"), new Secret("adm1n"), SslMode.VerifyFull, "/ca.pem");
        var role = new RoleOutputs("app", new("o'brien"), new("blog"), new Secret("s3cret"), server, null);
        var caller = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = "/root", ["KEY"] = "x", ["PGHOSTADDR"] = "10.0.0.1", ["PGSERVICE"] = "other", ["PGPASSWORD"] = "adm1n" };
        ChildEnvironment.Of(caller, role, server, new HashSet<string>(["KEY"], StringComparer.Ordinal)).OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key}={variable.Value}").ShouldBe(
        [
            $"DATABASE_URL={role.DirectUrl}", "HOME=/root", "PGDATABASE=blog", "PGHOST=db.example.com", "PGPASSWORD=s3cret", "PGPORT=5432", "PGSSLMODE=verify-full", "PGSSLROOTCERT=/ca.pem", "PGUSER=o'brien",
        ]);
    }

    [Theory]
    [InlineData(SslMode.Disable, "disable")]
    [InlineData(SslMode.Prefer, null)]
    [InlineData(SslMode.VerifyCa, "verify-ca")]
    public void AChildIsToldOfTlsWhatIsSettled(SslMode mode, string? told)
    {
        var server = new ServerAddress("127.0.0.1", 5432, new("postgres"), new("admin"), new Secret("adm1n"), mode);
        var role = new RoleOutputs("app", new("blog_app"), new("blog"), new Secret("s3cret"), server, null);
        var caller = new Dictionary<string, string>(StringComparer.Ordinal) { ["PGSSLMODE"] = "require" };
        ChildEnvironment.Of(caller, role, server, new HashSet<string>(StringComparer.Ordinal)).GetValueOrDefault("PGSSLMODE").ShouldBe(told);
    }

    [Fact]
    public void TheAdminsSecretsAreKnownByNameAndByWhatTheyHold()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "stack: s\ncluster: { url: 'postgresql://${WHO}:${PASS}@localhost/postgres' }\napps: [a]\n");
            var variables = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["WHO"] = "admin",
                ["PASS"] = "p1",
                ["WHOLE"] = "postgresql://admin:p1@localhost/postgres",
                ["CARPOOL_KEY"] = "k",
                ["CARPOOL_ANYTHING"] = "k",
                ["PLANETSCALE_TOKEN"] = "t",
                ["HOME"] = "/root",
                ["UNRELATED"] = "p1",
            };
            var manifest = ManifestLoader.Load(file, variables).Value.ShouldNotBeNull();
            AdminSecrets.Of(manifest, variables).Order(StringComparer.Ordinal).ShouldBe(["CARPOOL_ANYTHING", "CARPOOL_KEY", "PASS", "PLANETSCALE_TOKEN", "WHOLE"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -TERM $$", 143)]
    [InlineData("kill -KILL $$", 137)]
    public async Task TheExitCodeIsTheChilds(string script, int code)
    {
        using var interruption = new Interruption();
        (await Child.RunAsync("sh", ["-c", script], PathOnly, interruption)).ShouldBe(code);
    }

    [Fact]
    public async Task ASignalReachesTheChildAndItsAnswerCounts()
    {
        var ready = Path.Combine(Path.GetTempPath(), $"carpool-child-{Environment.ProcessId}");
        using var interruption = new Interruption();
        var running = Child.RunAsync("sh", ["-c", $"trap 'exit 9' TERM; : > {ready}; while :; do sleep 0.05; done"], PathOnly, interruption);
        try
        {
            while (!File.Exists(ready)) await Task.Delay(20, TestContext.Current.CancellationToken);
            interruption.Child.ShouldNotBeNull()(PosixSignal.SIGTERM);
            (await running).ShouldBe(9);
        }
        finally
        {
            File.Delete(ready);
        }
    }

    [Theory]
    [InlineData("no-such-command-anywhere", 127)]
    [InlineData("/nonexistent/x", 127)]
    [InlineData("/etc/hostname", 126)]
    public async Task ACommandThatCannotStartSaysSo(string program, int code)
    {
        using var interruption = new Interruption();
        var thrown = await Should.ThrowAsync<ChildException>(() => Child.RunAsync(program, [], PathOnly, interruption));
        thrown.ExitCode.ShouldBe(code);
        thrown.Diagnostic.Code.Id.ShouldBe("CP4075");
    }

    [Fact]
    public void OnlyThePathIsSearched()
    {
        ProgramSearch.Find("sh", "/nonexistent:/bin").ShouldBe("/bin/sh");
        ProgramSearch.Find("Carpool.Cli.dll", "/bin").ShouldBeNull();
        ProgramSearch.Find("passwd", "/etc").ShouldBeNull("a file that cannot be run is no program");
    }
}

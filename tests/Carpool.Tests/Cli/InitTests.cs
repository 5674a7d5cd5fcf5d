using Carpool.Cli.Commands;
using Carpool.Manifest;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class InitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("carpool-init-").FullName;

    private string Manifest => Path.Combine(_folder, "carpool.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WhatIsWrittenIsAManifest()
    {
        var typed = await Typed.RunAsync("init", "-C", _folder, "--app", "blog", "todo", "--app", "no,on");
        typed.ShouldBe(new Typed(0, $"Wrote {Manifest}\nNext: carpool up -C {_folder}\n", ""));
        var read = ManifestLoader.Load(Manifest, new Dictionary<string, string>(StringComparer.Ordinal));
        read.Diagnostics.ShouldBeEmpty();
        read.Value!.Apps.Select(app => app.Name).ShouldBe(["blog", "todo", "no", "on"]);
        read.Value.Cluster.ShouldBeOfType<ClusterManifest.Local>();
        File.ReadAllText(Path.Combine(_folder, ".carpool/carpool.schema.json")).ShouldBe(ManifestSchema.Render());
        File.ReadAllText(Manifest).ShouldStartWith("# yaml-language-server: $schema=.carpool/carpool.schema.json\n");
    }

    [Fact]
    public async Task AServerIsNamedByItsVariableAlone()
    {
        (await Typed.RunAsync("init", "-C", _folder, "--url-variable", "ADMIN", "--stack", "cars", "--app", "blog", "--json")).Json.GetProperty("file").GetString().ShouldBe(Manifest);
        var read = ManifestLoader.Load(Manifest, new Dictionary<string, string>(StringComparer.Ordinal) { ["ADMIN"] = "postgresql://a@localhost/postgres" });
        read.Diagnostics.ShouldBeEmpty();
        read.Value!.Stack.ShouldBe("cars");
        read.Value.Cluster.ShouldBeOfType<ClusterManifest.Url>();
    }

    [Fact]
    public async Task NothingIsOverwritten()
    {
        File.WriteAllText(Manifest, "mine");
        (await Typed.RunAsync("init", "-C", _folder, "--app", "blog")).Error.ShouldStartWith("error CP4077");
        File.ReadAllText(Manifest).ShouldBe("mine");
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("a/b")]
    [InlineData("x\ny: {}")]
    public async Task ANameThatUpWouldRefuseIsNotWritten(string app)
    {
        (await Typed.RunAsync("init", "-C", _folder, $"--app={app}")).ExitCode.ShouldBe(1);
        File.Exists(Manifest).ShouldBeFalse();
    }

    [Theory]
    [InlineData("o'brien")]
    [InlineData("null")]
    [InlineData("1e3")]
    [InlineData("SELECT")]
    [InlineData("%s: #x")]
    public void AHostileNameSurvives(string app)
    {
        var manifest = new FirstManifest(null, null, [app]);
        ManifestLoader.Parse(manifest.Render(), "carpool.yaml", manifest.SampleEnvironment).Value!.Apps.ShouldHaveSingleItem().Name.ShouldBe(app);
    }

    [Fact]
    public async Task APersonIsAsked()
    {
        var typed = await Typed.AnsweredAsync("blog, todo\nADMIN_URL\n", "init", "-C", _folder);
        typed.ExitCode.ShouldBe(0);
        File.ReadAllText(Manifest).ShouldContain("url: ${ADMIN_URL}");
    }

    [Fact]
    public async Task AFolderThatIsMissingIsSaid() =>
        (await Typed.RunAsync("init", "-C", Path.Combine(_folder, "none"), "--app", "blog")).Error.ShouldStartWith("error CP4082");
}

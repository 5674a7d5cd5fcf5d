using Carpool.Diagnostics;
using Carpool.Local;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Local;

public sealed class BinarySearchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carpool-search-").FullName;

    [Fact]
    public async Task A_machine_without_a_server_gets_one_clear_message()
    {
        var failure = await Should.ThrowAsync<DiagnosticException>(FindAsync(null, ("PATH", "/nonexistent")));
        failure.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(PlatformCodes.NoBinaries);
    }

    [Fact]
    public async Task A_folder_named_by_the_user_is_not_silently_passed_over()
    {
        var failure = await Should.ThrowAsync<DiagnosticException>(FindAsync(null, ("CARPOOL_PG_BIN", folder), ("PATH", LocalSandbox.Binaries(18))));
        failure.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(PlatformCodes.NamedBinariesUnfit);
    }

    [Fact]
    public async Task A_lone_postgres_and_a_mixed_folder_on_PATH_are_passed_over()
    {
        var (eighteen, fourteen) = (LocalSandbox.Binaries(18), LocalSandbox.Binaries(14));
        var lone = Directory.CreateDirectory(Path.Combine(folder, "lone")).FullName;
        File.CreateSymbolicLink(Path.Combine(lone, "postgres"), Path.Combine(fourteen, "postgres"));
        var mixed = Directory.CreateDirectory(Path.Combine(folder, "mixed")).FullName;
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
            File.Copy(Path.Combine(program == "initdb" ? eighteen : fourteen, program), Path.Combine(mixed, program));

        (await FindAsync(null, ("PATH", $"{lone}:{mixed}:{eighteen}"))).Folder.ShouldBe(RealPath.Of(eighteen));
    }

    [Fact]
    public async Task Links_on_PATH_lead_to_the_real_folder()
    {
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
            File.CreateSymbolicLink(Path.Combine(folder, program), Path.Combine(LocalSandbox.Binaries(18), program));
        (await FindAsync(null, ("PATH", folder))).Folder.ShouldBe(RealPath.Of(LocalSandbox.Binaries(18)));
    }

    [Fact]
    public async Task Data_takes_binaries_of_its_own_version_or_none()
    {
        var (eighteen, fourteen) = (LocalSandbox.Binaries(18), LocalSandbox.Binaries(14));
        (await FindAsync(14, ("CARPOOL_PG_BIN", eighteen), ("PATH", fourteen))).Major.ShouldBe(14);

        var failure = await Should.ThrowAsync<DiagnosticException>(FindAsync(14, ("CARPOOL_PG_BIN", eighteen)));
        failure.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(PlatformCodes.BinariesOfOtherMajor);
        failure.Message.ShouldContain("18.");
    }

    [Fact]
    public async Task The_install_script_is_the_last_resort_and_sees_no_secret()
    {
        var script = Script($"""
            #!/bin/sh
            env > '{folder}/seen'
            echo fetching >&2
            echo noise
            echo '{LocalSandbox.Binaries(18)}'
            """);
        var said = new List<string>();

        var binaries = await FindAsync(null, new Collector(said), ("CARPOOL_INSTALL_POSTGRES", script), ("CARPOOL_KEY", "hush"), ("PLANETSCALE_TOKEN", "hush"), ("KEPT", "yes"));

        binaries.Major.ShouldBe(18);
        said.ShouldContain(line => line == "fetching");
        var seen = await File.ReadAllTextAsync(Path.Combine(folder, "seen"), LocalSandbox.Token);
        seen.ShouldContain("KEPT=yes");
        seen.ShouldNotContain("hush");
    }

    [Fact]
    public async Task An_install_script_that_fails_is_quoted()
    {
        var script = Script("#!/bin/sh\necho no network >&2\nexit 3\n");
        var failure = await Should.ThrowAsync<DiagnosticException>(FindAsync(null, ("CARPOOL_INSTALL_POSTGRES", script)));
        failure.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(PlatformCodes.InstallFailed);
        failure.Message.ShouldContain("no network");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Task<PostgresBinaries> FindAsync(int? major, params (string, string)[] variables) => FindAsync(major, new Collector([]), variables);

    private static Task<PostgresBinaries> FindAsync(int? major, IProgress<string> progress, params (string, string)[] variables) =>
        new BinarySearch(LocalSandbox.EnvironmentWith(variables), progress).FindAsync(major, PostgresBinaries.OldestMajor, LocalSandbox.Token);

    private string Script(string text)
    {
        var path = Path.Combine(folder, "install");
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private sealed class Collector(List<string> said) : IProgress<string>
    {
        public void Report(string value) => said.Add(value);
    }
}

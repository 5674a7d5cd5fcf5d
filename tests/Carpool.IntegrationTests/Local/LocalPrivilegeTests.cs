using System.IO.Pipes;
using Carpool.IntegrationTests.Server;
using Carpool.Local;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Local;

[Slow]
public sealed class LocalPrivilegeTests
{
    [Fact]
    public async Task Root_runs_the_server_as_somebody_else_even_below_a_closed_folder()
    {
        LocalSandbox.NeedsRoot();
        var closed = Directory.CreateTempSubdirectory("carpool-closed-").FullName;
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var checkout = Directory.CreateDirectory(Path.Combine(closed, "check out $HOME 'x'")).FullName;
        await using (var sandbox = new LocalSandbox(directory: checkout))
        {
            await sandbox.Cluster.StartAsync(LocalSandbox.Token);
            var status = await sandbox.Cluster.ReadStatusAsync(LocalSandbox.Token);

            UserOf(status.ProcessId!.Value).ShouldBeGreaterThan(0);
            status.DataDirectory.ShouldStartWith("/var/lib/carpool/");
            File.ReadAllText(Path.Combine(checkout, ".carpool", "local")).Trim().ShouldBe(Path.GetDirectoryName(status.DataDirectory));
            File.GetUnixFileMode(status.DataDirectory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Delete(closed, recursive: true);
    }

    [Fact]
    public async Task A_pointer_follows_a_moved_folder_and_not_a_copied_one()
    {
        LocalSandbox.NeedsRoot();
        await using var sandbox = new LocalSandbox();
        await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        var environment = LocalSandbox.EnvironmentWith();
        var original = LocalFolder.Find(sandbox.Directory, environment).Root;
        var pointer = Path.Combine(sandbox.Directory, ".carpool", "local");
        var other = Directory.CreateTempSubdirectory("carpool-other-").FullName;
        LocalFolder.PrepareBeside(other);
        File.Copy(pointer, Path.Combine(other, ".carpool", "local"));

        var whenCopied = LocalFolder.Find(other, environment).Root;
        File.Move(pointer, pointer + ".away");
        var whenMoved = LocalFolder.Find(other, environment).Root;
        File.Move(pointer + ".away", pointer);
        await File.WriteAllTextAsync(Path.Combine(other, ".carpool", "local"), "/etc\n", LocalSandbox.Token);
        var whenForged = LocalFolder.Find(other, environment).Root;

        string.Equals(whenCopied, original, StringComparison.Ordinal).ShouldBeFalse();
        whenMoved.ShouldBe(original);
        whenForged.ShouldBe(whenCopied);
        Directory.Delete(other, recursive: true);
    }

    [Fact]
    public async Task Root_copies_binaries_that_the_server_user_cannot_reach()
    {
        LocalSandbox.NeedsRoot();
        var closed = Directory.CreateTempSubdirectory("carpool-closed-").FullName;
        var environment = LocalSandbox.EnvironmentWith(("CARPOOL_PG_BIN", Path.Combine(closed, "native", "bin")));
        await using var sandbox = new LocalSandbox();
        CopyTree(Path.GetDirectoryName(LocalSandbox.Binaries(LocalSandbox.Newest))!, Path.Combine(closed, "native"));
        try
        {
            var endpoints = await sandbox.With(environment).StartAsync(LocalSandbox.Token);

            (await LocalSandbox.SqlAsync(endpoints, "SELECT 1")).ShouldBe(1);
            new FileInfo($"/proc/{await sandbox.ProcessAsync()}/exe").LinkTarget!.ShouldStartWith(environment.CacheFolder);
        }
        finally
        {
            await sandbox.Cluster.StopAsync(CancellationToken.None);
            Directory.Delete(closed, recursive: true);
            Directory.Delete(environment.CacheFolder, recursive: true);
        }
    }

    [Fact]
    public async Task The_server_inherits_no_secret_and_no_open_pipe()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "missing: /proc");
        await using var sandbox = new LocalSandbox();
        await using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var ours = new FileInfo($"/proc/self/fd/{pipe.GetClientHandleAsString()}").LinkTarget.ShouldNotBeNull();
        Environment.SetEnvironmentVariable("CARPOOL_LOCAL_TEST_SECRET", "hush");
        try
        {
            await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CARPOOL_LOCAL_TEST_SECRET", null);
        }

        var process = await sandbox.ProcessAsync();
        var variables = (await File.ReadAllTextAsync($"/proc/{process}/environ", LocalSandbox.Token)).Split('\0');
        variables.ShouldContain(variable => variable == "LC_ALL=C", "the environment can be read");
        variables.ShouldNotContain(variable => variable.StartsWith("CARPOOL_", StringComparison.Ordinal));
        var open = Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Select(path => new FileInfo(path).LinkTarget).ToList();
        open.ShouldNotBeEmpty();
        open.ShouldNotContain(path => path == ours);
        new FileInfo($"/proc/{process}/fd/1").LinkTarget!.ShouldEndWith("server.log");
    }

    [Fact]
    public async Task Secrets_on_disk_are_for_their_owner_only()
    {
        await using var sandbox = new LocalSandbox();
        await sandbox.Cluster.StartAsync(LocalSandbox.Token);
        await sandbox.Cluster.UpdatePoolerAsync([new PoolerLogin(new State.RoleName("a"), "SCRAM-SHA-256$4096:c2FsdA==$a:b")], LocalSandbox.Token);
        var folder = LocalFolder.Find(sandbox.Directory, LocalSandbox.EnvironmentWith());

        foreach (var path in new[] { folder.Password, folder.PoolerUsers })
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Exists(folder.InitialPassword).ShouldBeFalse();
    }

    private static int UserOf(int process) =>
        int.Parse(File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1]);

    private static void CopyTree(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link) File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo) CopyTree(entry.FullName, target);
            else File.Copy(entry.FullName, target);
        }
    }
}

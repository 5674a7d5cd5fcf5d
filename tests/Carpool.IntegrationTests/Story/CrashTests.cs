using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.Local;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Story;

/// <summary>A crash leaves no file with what the process held.</summary>
public sealed class CrashTests
{
    private const int SigAbort = 6;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_leaves_no_core()
    {
        using var project = new TempProject();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        project.Environment["CARPOOL_ADMIN_URL"] = $"postgresql://boss:secret@127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/postgres";
        project.Declare("blog: {}");

        using (var shell = Start(project, "kill -s ABRT $$")) await shell.WaitForExitAsync(Ct);
        var writesCores = TakeCores(project);

        using var carpool = Start(project, "exec \"$@\"", CarpoolProcess.Program, "status");
        using (await silent.AcceptTcpClientAsync(Ct))
        {
            if (!Environment.IsPrivilegedProcess) (await OwnerOfAsync($"/proc/{carpool.Id}/environ")).ShouldBe("0");

            // The runtime takes the first for itself, and leaves the next to the system
            for (; !carpool.HasExited; await Task.Delay(50, Ct)) Posix.Signal(carpool.Id, SigAbort);
            await carpool.WaitForExitAsync(Ct);
        }

        carpool.ExitCode.ShouldBe(128 + SigAbort);
        Assert.SkipUnless(writesCores || !Environment.IsPrivilegedProcess, "missing: a kernel.core_pattern that names a file");
        TakeCores(project).ShouldBeFalse("carpool left a core");
    }

    private static Process Start(TempProject project, params string[] script)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"ulimit -c unlimited; {script[0]}", "sh", .. script[1..]])
        {
            UseShellExecute = false,
            WorkingDirectory = project.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in project.Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static bool TakeCores(TempProject project)
    {
        var cores = Directory.GetFiles(project.Folder, "core*");
        foreach (var core in cores) File.Delete(core);
        return cores.Length > 0;
    }

    private static async Task<string> OwnerOfAsync(string file) => (await UnprivilegedUser.TryRunAsync("stat", ["-c", "%u", file], Ct)).Output.Trim();
}

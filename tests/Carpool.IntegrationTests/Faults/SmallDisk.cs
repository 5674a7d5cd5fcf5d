using System.Globalization;
using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.Faults;

/// <summary>Moves a server's data to a disk of its own (the log stays on a larger one, as is usual), which can be filled up.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _data;

    private SmallDisk(string data) => _data = data;

    private string Filler => Path.Combine(_data, "filler");

    /// <summary>The server is stopped and comes back on a disk with <paramref name="spareKilobytes"/> to spare.</summary>
    public static async Task<SmallDisk> UnderAsync(TestServer server, int spareKilobytes, CancellationToken ct)
    {
        var (data, old) = (server.DataFolder, server.DataFolder + ".old");
        await server.StopAsync("INT", ct);
        await UnprivilegedUser.RunAsync("mv", [data, old], ct);
        await UnprivilegedUser.RunAsync("mkdir", ["-m", "0700", data], ct);
        var size = Directory.EnumerateFiles(old, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/pg_wal/", StringComparison.Ordinal)).Sum(file => RoundUp(new FileInfo(file).Length));
        var bytes = (size + ((long)spareKilobytes << 10)).ToString(CultureInfo.InvariantCulture);
        var options = $"size={bytes},mode=0700,uid={await IdAsync("-u", ct)},gid={await IdAsync("-g", ct)}";
        var (exit, output) = await RunAsync("mount", ["-t", "tmpfs", "-o", options, "carpool-test", data], ct);
        Assert.SkipUnless(exit == 0, $"missing: the right to mount a small disk ({output.Trim()})");
        var disk = new SmallDisk(data);
        await UnprivilegedUser.RunAsync("sh", ["-c", "mv \"$1/pg_wal\" \"$2.wal\" && cp -a \"$1/.\" \"$2\" && ln -s \"$2.wal\" \"$2/pg_wal\"", "sh", old, data], ct);
        await server.ComeBackAsync(ct);
        return disk;
    }

    /// <summary>Leaves only that much.</summary>
    public async Task FillAsync(int spareKilobytes, CancellationToken ct)
    {
        var free = new DriveInfo(_data).AvailableFreeSpace - ((long)spareKilobytes << 10);
        await using var file = File.Create(Filler);
        await file.WriteAsync(new byte[free], ct);
    }

    public void Empty() => File.Delete(Filler);

    public async ValueTask DisposeAsync() => await RunAsync("umount", ["-l", _data], CancellationToken.None);

    private static long RoundUp(long bytes) => (bytes + 4095) / 4096 * 4096;

    private static async Task<string> IdAsync(string option, CancellationToken ct) => (await UnprivilegedUser.TryRunAsync("id", [option], ct)).Output.Trim();

    // As ourselves: the servers' user may not mount
    private static async Task<(int Exit, string Output)> RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, error);
    }
}

using System.Collections.Concurrent;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;

namespace Carpool.IntegrationTests.Story;

/// <summary>
/// Looks again and again, while programs run, at what others may see of them: the command lines of all processes, the environments
/// of all but Carpool, which is handed its secrets there, and the statements of the server's sessions.
/// </summary>
internal sealed class SecretWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, bool> _commandLines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _environments = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _statements = new(StringComparer.Ordinal);
    private readonly Task _looking;

    public SecretWatch(TestServer server) =>
        _looking = Task.WhenAll(Task.Run(() => LookAtProcessesAsync(_end.Token)), Task.Run(() => LookAtSessionsAsync(server, _end.Token)));

    public IEnumerable<string> CommandLines => _commandLines.Keys;

    public IEnumerable<string> Environments => _environments.Keys;

    public IEnumerable<string> Statements => _statements.Keys;

    public async ValueTask DisposeAsync()
    {
        if (_looking.IsCompletedSuccessfully || _looking.IsCanceled) return;
        await _end.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        if (_looking.IsFaulted) await _looking;
    }

    private async Task LookAtProcessesAsync(CancellationToken ct)
    {
        for (; ; await Task.Delay(10, ct))
        {
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1])))
            {
                try
                {
                    _commandLines[Read(process, "cmdline")] = true;

                    // Until its exec a child shows its parent's, and the link to its program tells
                    var before = ProgramOf(process);
                    var environment = Read(process, "environ");
                    if (before is not null && before != CarpoolProcess.Program && before == ProgramOf(process)) _environments[environment] = true;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // It ended meanwhile, or is another user's
                }
            }
        }
    }

    private async Task LookAtSessionsAsync(TestServer server, CancellationToken ct)
    {
        await using var session = await server.OpenAsync(ct: ct);
        for (; ; await Task.Delay(10, ct))
        {
            foreach (var statement in await session.RowsAsync("SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid()", ct)) _statements[statement] = true;
        }
    }

    private static string Read(string process, string file) => File.ReadAllText(Path.Combine(process, file)).Replace('\0', '\n');

    private static string? ProgramOf(string process) => new FileInfo(Path.Combine(process, "exe")).LinkTarget;
}

using System.ComponentModel;
using System.Diagnostics;

namespace Carpool.IntegrationTests.Cli;

/// <summary>A run of the program that is under way.</summary>
public sealed class RunningCarpool : IDisposable
{
    /// <summary>Longer than anything takes on the busiest machine: it finds what hangs, and says nothing about speed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly string _arguments;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Task<string> _stdout;
    private readonly Task<string> _stderr;

    internal RunningCarpool(ProcessStartInfo start)
    {
        _arguments = string.Join(' ', start.ArgumentList);
        _process = new Process { StartInfo = start };
        try
        {
            _process.Start();
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"{start.FileName} could not be started: build src/Carpool.Cli or set CARPOOL_TEST_CLI", error);
        }

        _stdout = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _stderr = _process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Ends with its process.</summary>
    public Task Ended => _process.WaitForExitAsync(CancellationToken.None);

    /// <summary>SIGKILL, and its exit. No harm where it has ended.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await Ended;
    }

    /// <summary>Gives it its standard input, and closes that.</summary>
    public async Task WriteAsync(string? input, CancellationToken ct)
    {
        try
        {
            if (input is not null) await _process.StandardInput.WriteAsync(input.AsMemory(), ct);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading
        }
    }

    /// <summary>What it left at its end. A run that takes longer than the timeout is killed and fails with what it had printed.</summary>
    public async Task<CarpoolResult> EndAsync(TimeSpan? timeout = null, CancellationToken ct = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(timeout ?? Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            await KillAsync();
            throw new TimeoutException($"carpool {_arguments} did not end within {timeout ?? Patience}:\n{await _stdout}\n{await _stderr}", late);
        }

        return new CarpoolResult(_arguments, _process.ExitCode, await _stdout, await _stderr, _clock.Elapsed);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}

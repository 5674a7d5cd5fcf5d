using Xunit;

namespace Carpool.IntegrationTests.Emulator;

/// <summary>One emulator, as it is usually, for the tests of a class.</summary>
public sealed class SharedEmulator : IAsyncLifetime
{
    private EmulatorProcess? _process;

    public EmulatorProcess Process => _process!;

    public async ValueTask InitializeAsync() => _process = await EmulatorProcess.StartAsync("change_seconds=0");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }
}

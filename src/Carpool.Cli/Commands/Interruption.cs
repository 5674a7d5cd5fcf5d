using System.Runtime.InteropServices;

namespace Carpool.Cli.Commands;

/// <summary>
/// Ctrl-C and what a supervisor sends. The first one asks the command to end where it can, the second ends the process; while a child
/// runs they are the child's.
/// </summary>
/// <param name="caller">Ends the command like the first signal, where it was no person who called.</param>
internal sealed class Interruption(CancellationToken caller = default) : IDisposable
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
    private readonly List<PosixSignalRegistration> _registrations = [];

    public CancellationToken Token => _source.Token;

    /// <summary>What came; null while nothing did.</summary>
    public PosixSignal? Received { get; private set; }

    /// <summary>Listens from now on. <paramref name="onFirst"/> tells the person that the wish was heard.</summary>
    public void Listen(Action onFirst)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                if (Child is { } child)
                {
                    context.Cancel = true;
                    child(context.Signal);
                    return;
                }

                if (Received is not null) return;
                Received = context.Signal;
                context.Cancel = true;
                onFirst();
                _source.Cancel();
            }));
        }
    }

    /// <summary>Who has the signals while a child runs.</summary>
    public Action<PosixSignal>? Child { get; private set; }

    /// <summary>From now on signals are for a child.</summary>
    public void HandTo(Action<PosixSignal> child) => Child = child;

    /// <summary>The number that shells add to 128.</summary>
    public static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        _ => 15,
    };

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }
}

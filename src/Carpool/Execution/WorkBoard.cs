using System.Threading.Channels;
using Carpool.Planning;

namespace Carpool.Execution;

/// <summary>
/// Which lane does what next. An app's steps are done in their order, and apps do not wait for each other: while one lane makes a
/// database, another sets up the inside of the one before, and the shared lane opens a third to its logins.
/// </summary>
internal sealed class WorkBoard : IDisposable
{
    private readonly Channel<Leg> _shared = Channel.CreateUnboundedPrioritized(new UnboundedPrioritizedChannelOptions<Leg> { Comparer = Comparer<Leg>.Create(FurthestFirst) });
    private readonly Queue<Leg> _outside = new();
    private readonly Queue<Leg> _inside = new();
    private readonly SemaphoreSlim _due = new(0);
    private readonly Lock _gate = new();
    private readonly int _lanes;
    private int _unfinished;
    private int _rank;

    /// <param name="apps">The steps of each app, in order.</param>
    /// <param name="lanes">How many lanes ask for work beside the shared one.</param>
    public WorkBoard(IReadOnlyList<IReadOnlyList<Step>> apps, int lanes)
    {
        (_lanes, _unfinished) = (lanes, apps.Count);
        if (apps.Count == 0) Close();
        foreach (var steps in apps) Post(Leg.Of(steps));
    }

    /// <summary>The legs of the shared lane, those of the apps that are furthest first: what is begun is finished.</summary>
    public IAsyncEnumerable<Leg> Shared => _shared.Reader.ReadAllAsync(CancellationToken.None);

    /// <summary>The next leg of another lane, of the kind that it prefers where there is one; null when there will be none.</summary>
    public async Task<Leg?> NextAsync(Place preferred)
    {
        await _due.WaitAsync(CancellationToken.None);
        lock (_gate)
        {
            var (first, second) = preferred is Place.Outside ? (_outside, _inside) : (_inside, _outside);
            return first.TryDequeue(out var leg) || second.TryDequeue(out leg) ? leg : null;
        }
    }

    /// <summary>The leg came to its end; an app that cannot go on is left where it is.</summary>
    public void Done(Leg leg, bool goesOn)
    {
        if (goesOn && leg.Rest.Count > 0) Post(leg.Rest);
        else if (Interlocked.Decrement(ref _unfinished) == 0) Close();
    }

    /// <summary>Nobody waits any longer.</summary>
    public void Close()
    {
        _shared.Writer.TryComplete();
        if (_lanes > 0) _due.Release(_lanes);
    }

    /// <inheritdoc/>
    public void Dispose() => _due.Dispose();

    private static int FurthestFirst(Leg left, Leg right) => (right.Stage, left.Rank).CompareTo((left.Stage, right.Rank));

    private void Post(Queue<Leg> legs)
    {
        lock (_gate)
        {
            var leg = legs.Dequeue() with { Rank = _rank++ };
            switch (leg.Place)
            {
                case Place.Shared:
                    _shared.Writer.TryWrite(leg);
                    return;
                case Place.Outside:
                    _outside.Enqueue(leg);
                    break;
                case Place.Inside:
                    _inside.Enqueue(leg);
                    break;
                default:
                    throw new InvalidOperationException($"{leg.Place} is no place");
            }

            _due.Release();
        }
    }
}

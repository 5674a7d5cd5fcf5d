using Carpool.Planning;

namespace Carpool.Execution;

/// <summary>
/// Which lane does what next. An app's steps are done in their order, and apps do not wait for each other: while one lane makes a
/// database, another sets up the inside of the one before, and a third opens one to its logins. What all apps share is one lane's at a time.
/// </summary>
internal sealed class WorkBoard : IDisposable
{
    private readonly PriorityQueue<Leg, (int Stage, int Rank)> _shared = new();
    private readonly Queue<Leg> _outside = new();
    private readonly Queue<Leg> _inside = new();
    private readonly SemaphoreSlim _due = new(0);
    private readonly Lock _gate = new();
    private readonly int _lanes;
    private bool _isSharedTaken;
    private int _unfinished;
    private int _rank;

    /// <param name="apps">The steps of each app, in order.</param>
    /// <param name="lanes">How many lanes ask for work.</param>
    public WorkBoard(IReadOnlyList<IReadOnlyList<Step>> apps, int lanes)
    {
        (_lanes, _unfinished) = (lanes, apps.Count);
        if (apps.Count == 0) Close();
        foreach (var steps in apps) Post(Leg.Of(steps));
    }

    /// <summary>The next leg for a lane: one on what is shared, which others wait for, else of the kind that it prefers where there is one; null when there will be none.</summary>
    public async Task<Leg?> NextAsync(Place preferred)
    {
        await _due.WaitAsync(CancellationToken.None);
        lock (_gate)
        {
            if (!_isSharedTaken && (preferred is Place.Outside || _inside.Count == 0) && _shared.TryDequeue(out var leg, out _))
            {
                _isSharedTaken = true;
                return leg;
            }

            var (first, second) = preferred is Place.Outside ? (_outside, _inside) : (_inside, _outside);
            return first.TryDequeue(out leg) || second.TryDequeue(out leg) ? leg : null;
        }
    }

    /// <summary>The leg came to its end; an app that cannot go on is left where it is.</summary>
    public void Done(Leg leg, bool goesOn)
    {
        lock (_gate)
        {
            if (leg.Place is Place.Shared)
            {
                _isSharedTaken = false;
                if (_shared.Count > 0) _due.Release();
            }

            if (goesOn && leg.Rest.Count > 0) Post(leg.Rest);
            else if (--_unfinished == 0) Close();
        }
    }

    /// <summary>Nobody waits any longer.</summary>
    public void Close() => _due.Release(_lanes);

    /// <inheritdoc/>
    public void Dispose() => _due.Dispose();

    /// <summary>Of what is shared the app that is furthest comes first: what is begun is finished. A lane is let in for each leg that it can take.</summary>
    private void Post(Queue<Leg> legs)
    {
        var leg = legs.Dequeue();
        switch (leg.Place)
        {
            case Place.Shared:
                _shared.Enqueue(leg, (-(int)leg.Stage, _rank++));
                if (_isSharedTaken || _shared.Count > 1) return;
                break;
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

namespace Carpool.Emulator.State;

/// <summary>A request to change a branch's parameters or size, from being filed to being carried out.</summary>
internal sealed record ChangeState
{
    public required string Id { get; init; }

    /// <summary>queued, pending, resizing, canceled or completed.</summary>
    public required string State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it came to be in its state.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public required string ClusterName { get; init; }

    public required string PreviousClusterName { get; init; }

    public int Replicas { get; init; }

    public int PreviousReplicas { get; init; }

    /// <summary>What is to be, by namespace and name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What was.</summary>
    public IReadOnlyDictionary<string, string> PreviousParameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool IsOver => State is "completed" or "canceled";
}

namespace Carpool.Emulator.State;

/// <summary>A branch: a server of its own, and what the API keeps about it.</summary>
internal sealed record BranchState
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsProduction { get; init; }

    /// <summary>The name of the branch that this one's data came from.</summary>
    public string? Parent { get; init; }

    /// <summary>The id of the branch whose backup this one was made from.</summary>
    public string? RestoredFrom { get; init; }

    public string ClusterName { get; init; } = "PS_5_AWS_ARM";

    public int Replicas { get; init; }

    public IReadOnlyList<RoleState> Roles { get; init; } = [];

    public IReadOnlyList<ChangeState> Changes { get; init; } = [];

    public IReadOnlyList<BouncerState> Bouncers { get; init; } = [];

    /// <summary>Parameters that were changed, by namespace and name such as pgconf.max_connections.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

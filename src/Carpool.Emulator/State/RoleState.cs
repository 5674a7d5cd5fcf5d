namespace Carpool.Emulator.State;

/// <summary>A role that the API made, as it is kept. Its password is kept by the server alone, as a verifier.</summary>
internal sealed record RoleState
{
    public required string Id { get; init; }

    /// <summary>What people call it; the server never hears of it.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in SQL.</summary>
    public required string BaseUsername { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it can log in; later than its making where the platform is said to take its time.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>Seconds; null is for ever.</summary>
    public int? Ttl { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    public DateTimeOffset? DroppedAt { get; init; }

    /// <summary>What the server said when the role had expired and could not be dropped.</summary>
    public string? DropFailed { get; init; }

    public bool IsReady { get; init; } = true;

    public bool IsExpired { get; init; }

    public bool IsDefault { get; init; }

    public bool WithReplication { get; init; }

    public IReadOnlyList<string> InheritedRoles { get; init; } = [];

    public string RequireWhereOnDelete { get; init; } = "off";

    public string RequireWhereOnUpdate { get; init; } = "off";
}

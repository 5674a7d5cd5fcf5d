using System.Text.Json.Serialization;

namespace Carpool.PlanetScale;

/// <summary>A login that the API made. All is nullable, because in practice all is.</summary>
public sealed record BranchRole
{
    /// <summary>The API's id, by which the role is asked for.</summary>
    public string? Id { get; init; }

    /// <summary>The display name; never the name in SQL.</summary>
    public string? Name { get; init; }

    /// <summary>The name to log in with: that in SQL, a dot, the branch's id.</summary>
    public string? Username { get; init; }

    /// <summary>The name in SQL, where the API says it; see <see cref="SqlName"/>.</summary>
    public string? BaseUsername { get; init; }

    /// <summary>Only in the answer that made it.</summary>
    public string? Password { get; init; }

    /// <summary>The host to connect to, perhaps with a port.</summary>
    public string? AccessHostUrl { get; init; }

    /// <summary>The logical database that PlanetScale suggests: <c>postgres</c>.</summary>
    public string? DatabaseName { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it ends by itself; null is never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When its SQL role was dropped.</summary>
    public DateTimeOffset? DroppedAt { get; init; }

    /// <summary>When it was switched off.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Why its SQL role could not be dropped.</summary>
    public string? DropFailed { get; init; }

    /// <summary>False while it is being made; see <see cref="IsReady"/>.</summary>
    public bool? Ready { get; init; }

    /// <summary>True when its time is over.</summary>
    public bool? Expired { get; init; }

    /// <summary>True for the branch's default role, <c>postgres</c>.</summary>
    public bool? Default { get; init; }

    /// <summary>How many seconds it lives; null or 0 is for ever.</summary>
    public int? Ttl { get; init; }

    /// <summary>The roles that it is a member of.</summary>
    public IReadOnlyList<string>? InheritedRoles { get; init; }

    /// <summary>True where it may replicate.</summary>
    public bool? WithReplication { get; init; }

    /// <summary>The branch that it belongs to.</summary>
    public BranchName? Branch { get; init; }

    /// <summary>True unless the API says that it is not ready yet.</summary>
    [JsonIgnore]
    public bool IsReady => Ready is not false;

    /// <summary>The name in SQL: what stands before the branch's id where the API does not say it by itself.</summary>
    [JsonIgnore]
    public string? SqlName => BaseUsername ?? (Username?.LastIndexOf('.') is > 0 and var dot ? Username[..dot] : Username);

    /// <summary>What stands behind the name in SQL of a login: the branch's id.</summary>
    [JsonIgnore]
    public string? BranchId => SqlName is { } name && Username?.Length > name.Length + 1 && Username.StartsWith($"{name}.", StringComparison.Ordinal) ? Username[(name.Length + 1)..] : Branch?.Id;

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Name} ({Id})";
}

/// <summary>A branch, as other things name it.</summary>
public sealed record BranchName(string? Id, string? Name);

/// <summary>A login to be made. Only the name can be changed afterwards.</summary>
public sealed record RoleRequest
{
    /// <summary>The display name.</summary>
    public required string Name { get; init; }

    /// <summary>The roles that it becomes a member of; none is a login that may do nothing.</summary>
    public IReadOnlyList<string> InheritedRoles { get; init; } = [];

    /// <summary>How many seconds it lives; null is for ever.</summary>
    [JsonPropertyName("ttl"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TtlSeconds { get; init; }

    /// <summary>Whether it may replicate, which PlanetScale gives only to roles that inherit <c>postgres</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WithReplication { get; init; }
}

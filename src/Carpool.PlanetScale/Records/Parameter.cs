namespace Carpool.PlanetScale;

/// <summary>A parameter of a branch. Values are texts, whatever they are in JSON.</summary>
public sealed record Parameter
{
    /// <summary>As Postgres or PgBouncer call it.</summary>
    public string? Name { get; init; }

    /// <summary><c>pgconf</c>, <c>pgbouncer</c> or <c>patroni</c>.</summary>
    public string? Namespace { get; init; }

    /// <summary><c>integer</c>, <c>boolean</c>, <c>select</c> and so on.</summary>
    public string? ParameterType { get; init; }

    /// <summary>What it is unless somebody says otherwise.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>What it is, or will be when a change that waits is made.</summary>
    public string? Value { get; init; }

    /// <summary>True where a change restarts the server.</summary>
    public bool? Restart { get; init; }

    /// <summary>True where nobody may change it.</summary>
    public bool? Immutable { get; init; }

    /// <summary>The least value.</summary>
    public string? Min { get; init; }

    /// <summary>The greatest value.</summary>
    public string? Max { get; init; }

    /// <summary>The values that it can have, where only some are possible.</summary>
    public IReadOnlyList<string>? Options { get; init; }
}

/// <summary>A change of a branch that was asked for, and how far it is.</summary>
public sealed record ChangeRequest
{
    /// <summary>The API's id.</summary>
    public string? Id { get; init; }

    /// <summary><c>queued</c>, <c>pending</c>, <c>resizing</c>, <c>completed</c> or <c>canceled</c>.</summary>
    public string? State { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>True when nothing more happens.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOver => State is "completed" or "canceled";
}

/// <summary>An extension, and how it gets into the server.</summary>
/// <param name="Loader"><c>create_extension</c>, or the setting that has to name it first.</param>
public sealed record Extension(string? Name, string? Loader, bool? Available, string? UnavailableReason);

/// <summary>A PgBouncer of one's own.</summary>
/// <param name="Target"><c>primary</c>, <c>replica</c> or <c>replica_az_affinity</c>.</param>
public sealed record Bouncer(string? Id, string? Name, string? Target, IReadOnlyList<Parameter>? Parameters);

/// <summary>Addresses that may connect; where there is none, all may.</summary>
/// <param name="Role">The role that it is about; null is all.</param>
public sealed record Cidr(string? Id, string? Schema, string? Role, IReadOnlyList<string>? Cidrs, string? Description);

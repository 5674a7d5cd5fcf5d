using System.Text.Json.Serialization;

namespace Carpool.PlanetScale;

/// <summary>An organization that a token sees.</summary>
public sealed record Organization(string? Id, string? Name);

/// <summary>A database of an organization: for Postgres, what holds branches.</summary>
public sealed record Database
{
    /// <summary>The API's id.</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary><c>postgresql</c> or <c>mysql</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>What it is busy with, or <c>ready</c>.</summary>
    public string? State { get; init; }

    /// <summary>True when it can be used.</summary>
    public bool? Ready { get; init; }

    /// <summary>The branch that it is about if nobody names one.</summary>
    public string? DefaultBranch { get; init; }
}

/// <summary>A branch: one Postgres cluster.</summary>
public sealed record Branch
{
    /// <summary>The API's id, which stands in the names to log in with.</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary><c>postgresql</c> or <c>mysql</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>What it is busy with, or <c>ready</c>.</summary>
    public string? State { get; init; }

    /// <summary>True when it can be used.</summary>
    public bool? Ready { get; init; }

    /// <summary>True for a production branch, for which permissions have names of their own.</summary>
    public bool? Production { get; init; }

    /// <summary>True where there are standbys.</summary>
    public bool? HasReplicas { get; init; }

    /// <summary>The size, by PlanetScale's name.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The branch that its backup was restored from.</summary>
    public BranchName? RestoredFromBranch { get; init; }

    /// <summary>The branch that it was made from.</summary>
    public string? ParentBranch { get; init; }

    /// <summary>True where it can be used and is Postgres.</summary>
    [JsonIgnore]
    public bool IsReady => Ready is not false;
}

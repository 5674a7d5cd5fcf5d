using Carpool.Diagnostics;

namespace Carpool.Manifest;

/// <summary>A branch on PlanetScale, and how Carpool works on it.</summary>
/// <param name="Organization">The organization's name.</param>
/// <param name="Database">The database on PlanetScale: a cluster, not one of its logical databases.</param>
/// <param name="Branch">The branch's name, or its id.</param>
public sealed record PlanetScaleManifest(string Organization, string Database, string Branch, SourceLocation Location)
{
    /// <summary>True where Carpool works as the default role, by a URL that the user has; false where it makes a role of its own by the API.</summary>
    public bool UsesDefaultRole { get; init; }

    /// <summary>That URL, or null where the environment has it. It holds a password: it is never printed.</summary>
    public string? AdminUrl { get; init; }

    /// <summary>True where the API makes the apps' logins, under names of its own; false where they are made in SQL like everywhere.</summary>
    public bool MakesLoginsByApi { get; init; }

    /// <summary>The service token's id, or null where the environment has it.</summary>
    public string? TokenId { get; init; }

    /// <summary>The service token, or null where the environment has it. Never printed.</summary>
    public string? Token { get; init; }

    /// <summary>The URL of the API, or null where it is the usual one or the environment's.</summary>
    public string? Api { get; init; }

    /// <summary>The dedicated PgBouncer that pooled connections go through; null for the branch's own.</summary>
    public string? Bouncer { get; init; }

    /// <summary>A file with the authorities to trust, from the manifest's folder; null trusts those of the machine.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Without the URL and the token.</summary>
    public override string ToString() => $"{Organization}/{Database}/{Branch}";
}

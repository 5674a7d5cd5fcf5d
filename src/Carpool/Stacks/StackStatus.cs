using Carpool.State;

namespace Carpool.Stacks;

/// <summary>The apps of a stack and how they are, the quarantined ones among them.</summary>
public sealed record StackStatus(string Stack, string ServerVersion, IReadOnlyList<AppStatus> Apps);

/// <summary>One app.</summary>
/// <param name="CreatedAt">When its first apply ended; null while it has not.</param>
/// <param name="RemovedAt">When it was quarantined; null while it is not.</param>
/// <param name="SizeBytes">Null where the database is not there.</param>
/// <param name="IsInManifest">False for what the next `up` would remove, and for what is quarantined.</param>
public sealed record AppStatus(
    string App,
    AppStanding Standing,
    DatabaseName Database,
    IReadOnlyList<Login> Logins,
    long? SizeBytes,
    int Sessions,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? RemovedAt,
    bool IsInManifest);

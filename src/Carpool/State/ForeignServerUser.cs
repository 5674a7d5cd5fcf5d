namespace Carpool.State;

/// <summary>A role that a foreign server knows.</summary>
/// <param name="Owner">The server's.</param>
/// <param name="IsMapped">It has a user mapping of its own: as whom it goes there, often with a password.</param>
/// <param name="HasUsage">It was granted USAGE itself.</param>
public sealed record ForeignServerUser(DatabaseName Database, ObjectName Server, RoleName Owner, RoleName Role, bool IsMapped, bool HasUsage);

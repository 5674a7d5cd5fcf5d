namespace Carpool.State;

/// <summary>A function or procedure that can do what its caller may not: it runs as its owner, or its language keeps nobody from the server.</summary>
/// <param name="RunsAsOwner">SECURITY DEFINER.</param>
/// <param name="HasSearchPath">It has a search_path of its own, so that its caller cannot choose what its names mean.</param>
/// <param name="IsMember">An extension brought it.</param>
/// <param name="Callers">Who holds EXECUTE; the owner is left out.</param>
/// <param name="SchemaUsers">Who holds USAGE on its schema, without which EXECUTE is worth nothing; the schema's owner is left out.</param>
internal sealed record GuardedFunction(
    ObjectName Name,
    SchemaName Schema,
    RoleName SchemaOwner,
    RoleName Owner,
    string Language,
    bool RunsAsOwner,
    bool HasSearchPath,
    bool IsMember,
    EquatableList<Grantee> Callers,
    EquatableList<Grantee> SchemaUsers);

namespace Carpool.State;

/// <summary>A trigger whose function belongs to somebody else than its table: who writes there runs that somebody's code.</summary>
/// <param name="Owner">The table's.</param>
internal sealed record TableTrigger(ObjectName Name, ObjectName Table, RoleName Owner, ObjectName Function, RoleName FunctionOwner);

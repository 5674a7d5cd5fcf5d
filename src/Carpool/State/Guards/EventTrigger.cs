namespace Carpool.State;

/// <summary>Code that runs in the sessions of whoever changes a database, the superuser's among them.</summary>
internal sealed record EventTrigger(ObjectName Name, RoleName Owner, bool IsEnabled, ObjectName Function, RoleName FunctionOwner, bool IsMember);

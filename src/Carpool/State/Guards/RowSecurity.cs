namespace Carpool.State;

/// <summary>A table with row security, or with policies that nothing puts in force.</summary>
/// <param name="IsOn">ENABLE ROW LEVEL SECURITY.</param>
/// <param name="IsForced">The owner is bound as well.</param>
/// <param name="Users">Who was granted anything on it; the owner is left out.</param>
internal sealed record SecuredTable(ObjectName Name, RoleName Owner, bool IsOn, bool IsForced, bool HasPolicies, EquatableList<Grantee> Users);

/// <summary>That a view reads a table with row security, or another view.</summary>
/// <param name="IsMaterialized">It holds what its owner saw when it was last refreshed.</param>
/// <param name="AsksInvoker">security_invoker, from 15: its reader's own rights count.</param>
/// <param name="Users">Who may read or write it; the owner is left out.</param>
internal sealed record SecuredView(ObjectName Name, bool IsMaterialized, RoleName Owner, bool AsksInvoker, ObjectName Reads, EquatableList<Grantee> Users);

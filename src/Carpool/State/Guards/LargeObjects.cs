namespace Carpool.State;

/// <summary>The large objects of one owner that one grantee may use; there may be millions.</summary>
/// <param name="Grantee">The owner itself, for all it has.</param>
/// <param name="Example">The oid of one.</param>
internal sealed record LargeObjects(RoleName Owner, Grantee Grantee, long Count, long Example);

namespace Carpool.State;

/// <summary>A schema of an app's database.</summary>
public sealed record Schema(DatabaseName Database, SchemaName Name, RoleName Owner);

/// <summary>A privilege on a schema. The owner's own are not listed.</summary>
/// <param name="Grantor">Null in a desired state.</param>
public sealed record SchemaGrant(DatabaseName Database, SchemaName Schema, Grantee Grantee, Privilege Privilege, RoleName? Grantor, bool IsGrantable);

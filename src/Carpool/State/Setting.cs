namespace Carpool.State;

/// <summary>A parameter's value planted with ALTER ROLE or ALTER DATABASE … SET: for a role, for a database, or for a role in a database.</summary>
public sealed record Setting(RoleName? Role, DatabaseName? Database, string Parameter, string Value);

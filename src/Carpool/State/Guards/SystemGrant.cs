namespace Carpool.State;

/// <summary>A privilege on something of the server's own, or of an extension, that was granted after initdb or the extension's script.</summary>
/// <param name="Kind">FUNCTION, TABLE, VIEW or SCHEMA.</param>
/// <param name="Column">Null for all of a table.</param>
/// <param name="Privilege">A keyword of GRANT, or OWNER where the thing was given away.</param>
/// <param name="IsMember">An extension brought it.</param>
internal sealed record SystemGrant(string Kind, ObjectName Name, string? Column, Grantee Grantee, string Privilege, bool IsMember);

namespace Carpool.State;

/// <summary>A language of functions.</summary>
/// <param name="IsTrusted">Whoever holds USAGE may write in it; in others only a superuser may.</param>
/// <param name="IsUnsafe">What is written in it can do all that the server's own process can, whatever the catalog says.</param>
/// <param name="Users">Who holds USAGE; the owner is left out.</param>
internal sealed record Language(ObjectName Name, RoleName Owner, bool IsTrusted, bool IsUnsafe, EquatableList<Grantee> Users);

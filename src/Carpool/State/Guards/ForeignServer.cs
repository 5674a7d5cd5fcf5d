namespace Carpool.State;

/// <summary>A foreign data wrapper: who has USAGE may make servers of it, that lead anywhere.</summary>
/// <param name="Users">Who holds USAGE; the owner is left out.</param>
internal sealed record ForeignWrapper(ObjectName Name, RoleName Owner, EquatableList<Grantee> Users);

/// <summary>A foreign server, and where it leads.</summary>
/// <param name="Database">Option dbname.</param>
/// <param name="Users">Who holds USAGE; the owner is left out.</param>
/// <param name="TableUsers">Who may read or write a foreign table of it, owners among them.</param>
internal sealed record ForeignServer(
    ObjectName Name,
    RoleName Owner,
    ObjectName Wrapper,
    string? Host,
    string? HostAddress,
    string? Port,
    string? Database,
    string? Service,
    EquatableList<Grantee> Users,
    EquatableList<Grantee> TableUsers);

/// <summary>As whom a role, or everybody, goes to a foreign server.</summary>
/// <param name="IsReadable">False where the server hides its options from the admin: nothing of them is known then.</param>
/// <param name="User">Option user; null where none is said.</param>
/// <param name="HasPassword">It holds a secret: a password, or a file with one.</param>
/// <param name="NeedsPassword">False where a superuser has said `password_required 'false'`: then the server's own identity may let the role in.</param>
internal sealed record UserMapping(ObjectName Server, Grantee Role, bool IsReadable, string? User, bool HasPassword, bool NeedsPassword);

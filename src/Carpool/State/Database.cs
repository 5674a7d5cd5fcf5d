namespace Carpool.State;

/// <summary>A database of an app.</summary>
/// <param name="Owner">The admin: a login never owns its database, or it could undo the wall.</param>
/// <param name="ConnectionLimit">Null is no limit. It counts the admin's sessions too, unless the admin is a superuser.</param>
/// <param name="AllowsConnections">False while it is being made.</param>
public sealed record Database(DatabaseName Name, RoleName Owner, int? ConnectionLimit, bool AllowsConnections)
{
    /// <summary>How it sorts, compares and stores text; in a desired state null where that is the server's choice.</summary>
    public DatabaseLocale? Locale { get; init; }
}

/// <summary>A privilege on a database. The owner's own are not listed: ownership beats an ACL.</summary>
/// <param name="Grantor">Null in a desired state.</param>
public sealed record DatabaseGrant(DatabaseName Database, Grantee Grantee, Privilege Privilege, RoleName? Grantor, bool IsGrantable);

namespace Carpool.State;

/// <summary>Something inside a database that tells its owner from others, or one role from others by its name, and is no ACL.</summary>
/// <param name="Name">The object, as the server writes it.</param>
/// <param name="Role">The role that it names; of a table with row security, its owner.</param>
public sealed record Naming(DatabaseName Database, NamingKind Kind, string Name, RoleName Role);

/// <summary>How a role is told apart.</summary>
public enum NamingKind
{
    /// <summary>A table has row security, which its owner does not feel.</summary>
    RowSecurity,

    /// <summary>A schema has the role's name: "$user" in a search_path finds it.</summary>
    Schema,
}

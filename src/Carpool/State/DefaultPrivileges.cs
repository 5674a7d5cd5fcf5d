namespace Carpool.State;

/// <summary>
/// One row of pg_default_acl: what objects get that <paramref name="Creator"/> makes from now on. Without a schema it replaces the
/// built-in defaults (the only way to keep PUBLIC from EXECUTE); with one it only adds.
/// </summary>
/// <param name="Grants">Sorted; the creator's own are not listed.</param>
public sealed record DefaultPrivileges(DatabaseName Database, RoleName Creator, SchemaName? Schema, ObjectKind Kind, EquatableList<DefaultGrant> Grants)
{
    /// <summary>What PUBLIC gets where no row says otherwise. A row of a schema only adds, so there it starts empty.</summary>
    internal EquatableList<DefaultGrant> BuiltIn => (Schema, Kind) switch
    {
        (null, ObjectKind.Functions) => [new DefaultGrant(new Grantee.Public(), Privilege.Execute, IsGrantable: false)],
        (null, ObjectKind.Types) => [new DefaultGrant(new Grantee.Public(), Privilege.Usage, IsGrantable: false)],
        _ => [],
    };
}

/// <summary>One grant of a default ACL.</summary>
public sealed record DefaultGrant(Grantee Grantee, Privilege Privilege, bool IsGrantable);

/// <summary>The kinds of objects that have default privileges.</summary>
public enum ObjectKind
{
    /// <summary>Tables, views, materialised views, foreign and partitioned tables.</summary>
    Tables,

    /// <summary>Sequences.</summary>
    Sequences,

    /// <summary>Functions and procedures; PUBLIC may EXECUTE them unless told otherwise.</summary>
    Functions,

    /// <summary>Types and domains; PUBLIC has USAGE unless told otherwise.</summary>
    Types,

    /// <summary>Schemas.</summary>
    Schemas,

    /// <summary>Large objects, from 18.</summary>
    LargeObjects,
}

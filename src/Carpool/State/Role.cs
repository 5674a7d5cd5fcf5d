namespace Carpool.State;

/// <summary>A role, as pg_roles shows it.</summary>
/// <param name="CanLogin">LOGIN.</param>
/// <param name="Inherits">INHERIT. Up to 15 it acts at once on every membership; from 16 it is only the default of new ones.</param>
/// <param name="ConnectionLimit">Null is no limit.</param>
public sealed record Role(RoleName Name, bool CanLogin, bool Inherits, int? ConnectionLimit)
{
    /// <summary>What the role may do beyond its grants, all over the cluster. None for every role that Carpool makes.</summary>
    public RoleAttributes Attributes { get; init; } = RoleAttributes.None;
}

/// <summary>Attributes that act in the whole cluster and are never inherited.</summary>
[Flags]
public enum RoleAttributes
{
    /// <summary>An ordinary role.</summary>
    None = 0,

    /// <summary>SUPERUSER.</summary>
    Superuser = 1,

    /// <summary>CREATEDB.</summary>
    CreateDatabase = 2,

    /// <summary>CREATEROLE.</summary>
    CreateRole = 4,

    /// <summary>REPLICATION: reads every database of the cluster.</summary>
    Replication = 8,

    /// <summary>BYPASSRLS.</summary>
    BypassRowSecurity = 16,
}

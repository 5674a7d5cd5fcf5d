namespace Carpool.State;

/// <summary>What a role has in a database, of one kind of object. Neither the bootstrap superuser's nor what belongs to an extension.</summary>
/// <param name="Type">As pg_identify_object calls it: `table`, `foreign-data wrapper`.</param>
/// <param name="Names">Sorted, and never more than twenty.</param>
internal sealed record Holding(RoleName Role, HoldingKind Kind, string Type, long Count, EquatableList<ObjectName> Names);

/// <summary>How a role has an object.</summary>
internal enum HoldingKind
{
    /// <summary>It owns it.</summary>
    Owns,

    /// <summary>It was granted something on it.</summary>
    Granted,
}

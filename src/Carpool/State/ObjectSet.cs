namespace Carpool.State;

/// <summary>Objects inside a database that are alike: of one schema and kind, with the same owner and the same privileges. Told together, because there may be thousands.</summary>
/// <param name="Kind">Tables (views, materialised views, foreign and partitioned tables among them), sequences, or functions.</param>
/// <param name="FollowsTable">Sequences that belong to a column: they have their table's owner, always.</param>
/// <param name="Grants">Sorted; the owner's own are not listed.</param>
/// <param name="Names">Sorted.</param>
public sealed record ObjectSet(
    DatabaseName Database, SchemaName Schema, ObjectKind Kind, RoleName Owner, bool FollowsTable, EquatableList<ObjectGrant> Grants, EquatableList<ObjectName> Names);

/// <summary>A privilege on each object of a set.</summary>
/// <param name="Grantor">Null for the objects' owner; anybody else had it with the right to pass it on, and it goes when that does.</param>
public sealed record ObjectGrant(Grantee Grantee, Privilege Privilege, RoleName? Grantor, bool IsGrantable);

/// <summary>A privilege on a column of a table.</summary>
/// <param name="Owner">The table's.</param>
/// <param name="Grantor">Null for the table's owner.</param>
public sealed record ColumnGrant(DatabaseName Database, ObjectName Table, RoleName Owner, ColumnName Column, Grantee Grantee, Privilege Privilege, RoleName? Grantor, bool IsGrantable);

/// <summary>Objects of a kind that has no privileges to speak of, and their owner: operators, collations, types and the like.</summary>
/// <param name="Type">As pg_identify_object calls it: `operator class`.</param>
public sealed record OwnedObjects(DatabaseName Database, string Type, RoleName Owner, EquatableList<ObjectName> Names);

/// <summary>An object of a database as the server itself writes it, qualified and quoted (regclass, regprocedure, pg_identify_object): <c>billing."Invoice"</c>, <c>public.total(integer)</c>.</summary>
public sealed record ObjectName(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

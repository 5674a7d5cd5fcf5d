using System.Globalization;
using System.Text.Json.Serialization;
using Carpool.State;

namespace Carpool.Diff;

[JsonDerivedType(typeof(ChangeOwner), "change_owner")]
[JsonDerivedType(typeof(GrantOnObjects), "grant_on_objects")]
[JsonDerivedType(typeof(RevokeOnObjects), "revoke_on_objects")]
[JsonDerivedType(typeof(RevokeOnColumn), "revoke_on_column")]
public abstract partial record Change
{
    /// <summary>An object inside an app's database that belongs to somebody else.</summary>
    /// <param name="Type">As pg_identify_object calls it, such as `operator class`; `table` for all that ALTER TABLE takes, `routine` for functions.</param>
    public sealed record ChangeOwner(string App, DatabaseName In, string Type, ObjectName Owned, RoleName From, RoleName To) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "owner";

        /// <inheritdoc/>
        public override string Name => $"{Type} {Owned} of {From}";

        /// <inheritdoc/>
        public override DatabaseName? Database => In;
    }

    /// <summary>Privileges to grant on objects that exist; on those to come the default privileges grant the same.</summary>
    public sealed record GrantOnObjects(string App, DatabaseName In, SchemaName Schema, ObjectKind On, Grantee Grantee, EquatableList<Privilege> Privileges) : Change(App)
    {
        /// <summary>The objects, as they are now. No fact of a plan: one more of the kind is meant as well.</summary>
        [JsonIgnore]
        public EquatableList<ObjectName> Names { get; init; } = [];

        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "grant";

        /// <inheritdoc/>
        public override string Name => $"{string.Join(", ", Privileges)} on {Told(Names, On, Schema)} to {Grantee}";

        /// <inheritdoc/>
        public override DatabaseName? Database => In;
    }

    /// <summary>Privileges to revoke on objects that exist.</summary>
    /// <param name="OnlyGrantOption">True takes back the right to pass them on, not the privileges.</param>
    public sealed record RevokeOnObjects(
        string App, DatabaseName In, SchemaName Schema, ObjectKind On, Grantee Grantee, EquatableList<Privilege> Privileges, bool OnlyGrantOption) : Change(App)
    {
        /// <summary>The objects, as they are now. No fact of a plan: one more of the kind is meant as well.</summary>
        [JsonIgnore]
        public EquatableList<ObjectName> Names { get; init; } = [];

        /// <inheritdoc/>
        public override ChangeAction Action => OnlyGrantOption ? ChangeAction.Update : ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "grant";

        /// <inheritdoc/>
        public override string Name => $"{string.Join(", ", Privileges)} on {Told(Names, On, Schema)} to {Grantee}";

        /// <inheritdoc/>
        public override DatabaseName? Database => In;
    }

    /// <summary>A privilege to revoke on a column: a group has its privileges on whole tables.</summary>
    public sealed record RevokeOnColumn(string App, ColumnGrant Grant) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "grant";

        /// <inheritdoc/>
        public override string Name => $"{Grant.Privilege} on column {Grant.Column} of {Grant.Table} to {Grant.Grantee}";

        /// <inheritdoc/>
        public override DatabaseName? Database => Grant.Database;
    }

    private static string Told(EquatableList<ObjectName> names, ObjectKind kind, SchemaName schema)
    {
        var plural = kind.ToString().ToLowerInvariant();
        return names.Count switch
        {
            0 => $"{plural} of schema {schema}",
            1 => $"{plural[..^1]} {names[0]}",
            var count => string.Create(CultureInfo.InvariantCulture, $"{count} {plural} of schema {schema}"),
        };
    }
}

using System.Text.Json.Serialization;
using Carpool.State;

namespace Carpool.Diff;

[JsonDerivedType(typeof(CreateSchema), "create_schema")]
[JsonDerivedType(typeof(AlterSchema), "alter_schema")]
[JsonDerivedType(typeof(CreateExtension), "create_extension")]
[JsonDerivedType(typeof(GrantOnSchema), "grant_on_schema")]
[JsonDerivedType(typeof(RevokeOnSchema), "revoke_on_schema")]
[JsonDerivedType(typeof(ChangeDefaultPrivileges), "change_default_privileges")]
public abstract partial record Change
{
    /// <summary>A schema to make; `public` of a new database is there already and is taken over.</summary>
    public sealed record CreateSchema(string App, Schema Schema) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "schema";

        /// <inheritdoc/>
        public override string Name => Schema.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => Schema.Database;
    }

    /// <summary>A schema with another owner.</summary>
    public sealed record AlterSchema(string App, Schema From, Schema To) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "schema";

        /// <inheritdoc/>
        public override string Name => To.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => To.Database;
    }

    /// <summary>An extension to make.</summary>
    public sealed record CreateExtension(string App, Extension Extension) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "extension";

        /// <inheritdoc/>
        public override string Name => Extension.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => Extension.Database;
    }

    /// <summary>A privilege to grant on a schema.</summary>
    public sealed record GrantOnSchema(string App, SchemaGrant Grant, RoleName Owner) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "grant";

        /// <inheritdoc/>
        public override string Name => $"{Grant.Privilege} on schema {Grant.Schema} to {Grant.Grantee}";

        /// <inheritdoc/>
        public override DatabaseName? Database => Grant.Database;
    }

    /// <summary>A privilege to revoke on a schema.</summary>
    /// <param name="Owner">The owner the schema is to have: the one who revokes.</param>
    public sealed record RevokeOnSchema(string App, SchemaGrant Grant, RoleName Owner) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "grant";

        /// <inheritdoc/>
        public override string Name => $"{Grant.Privilege} on schema {Grant.Schema} to {Grant.Grantee}";

        /// <inheritdoc/>
        public override DatabaseName? Database => Grant.Database;
    }

    /// <summary>Default privileges to set: <paramref name="From"/> is null where the catalog has no row.</summary>
    public sealed record ChangeDefaultPrivileges(string App, DefaultPrivileges? From, DefaultPrivileges To) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => From is null ? ChangeAction.Create : ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "default_privilege";

        /// <inheritdoc/>
        public override string Name =>
            $"new {To.Kind.ToString().ToLowerInvariant()} of {To.Creator}{(To.Schema is null ? "" : $" in {To.Schema}")}";

        /// <inheritdoc/>
        public override DatabaseName? Database => To.Database;
    }
}

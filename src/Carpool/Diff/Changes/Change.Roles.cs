using System.Text.Json.Serialization;
using Carpool.State;

namespace Carpool.Diff;

[JsonDerivedType(typeof(CreateRole), "create_role")]
[JsonDerivedType(typeof(AlterRole), "alter_role")]
[JsonDerivedType(typeof(DropGroup), "drop_group")]
[JsonDerivedType(typeof(IssueCredential), "issue_credential")]
[JsonDerivedType(typeof(RenewCredential), "renew_credential")]
[JsonDerivedType(typeof(GrantMembership), "grant_membership")]
[JsonDerivedType(typeof(RevokeMembership), "revoke_membership")]
public abstract partial record Change
{
    /// <summary>A role to make: an owner, or a login.</summary>
    public sealed record CreateRole(string App, Role Role) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "role";

        /// <inheritdoc/>
        public override string Name => Role.Name.Value;
    }

    /// <summary>A role whose attributes differ.</summary>
    public sealed record AlterRole(string App, Role From, Role To) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "role";

        /// <inheritdoc/>
        public override string Name => To.Name.Value;
    }

    /// <summary>A group that no login of the manifest needs any more.</summary>
    /// <param name="Remaining">The app without it.</param>
    public sealed record DropGroup(string App, Group Group, DatabaseName From, App Remaining) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "role";

        /// <inheritdoc/>
        public override string Name => Group.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => From;
    }

    /// <summary>A login that needs its first password.</summary>
    /// <param name="Of">The app's database.</param>
    public sealed record IssueCredential(string App, Login Login, DatabaseName Of) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "credential";

        /// <inheritdoc/>
        public override string Name => Login.Name.Value;
    }

    /// <summary>A login that gets another password under its name.</summary>
    /// <param name="Of">The app as it is on record.</param>
    /// <param name="IsRefused">The server refuses the one on record: somebody changed it, and may be using it.</param>
    public sealed record RenewCredential(App Of, Login Login, bool IsRefused) : Change(Of.Name)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "credential";

        /// <inheritdoc/>
        public override string Name => Login.Name.Value;
    }

    /// <summary>A membership to grant.</summary>
    public sealed record GrantMembership(string App, Membership Membership) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "membership";

        /// <inheritdoc/>
        public override string Name => $"{Membership.Member} in {Membership.Role}";
    }

    /// <summary>A membership to revoke, from the one who granted it.</summary>
    public sealed record RevokeMembership(string App, Membership Membership) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "membership";

        /// <inheritdoc/>
        public override string Name => $"{Membership.Member} in {Membership.Role}";
    }
}

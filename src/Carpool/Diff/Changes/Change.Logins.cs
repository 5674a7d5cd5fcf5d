using System.Text.Json.Serialization;
using Carpool.State;

namespace Carpool.Diff;

[JsonDerivedType(typeof(AddLogin), "add_login")]
[JsonDerivedType(typeof(TurnToLogin), "turn_to_login")]
[JsonDerivedType(typeof(DropLogin), "drop_login")]
public abstract partial record Change
{
    /// <summary>A second login for a role, made like the one that it has: with all that the cluster knows of that.</summary>
    /// <param name="On">The app with it, on record.</param>
    public sealed record AddLogin(App On, Login Like, Login Login, Role Role) : Change(On.Name)
    {
        /// <summary>VALID UNTIL of the other; null where none was said.</summary>
        public string? ValidUntil { get; init; }

        /// <summary>What the other is a member of, for the new one.</summary>
        public IReadOnlyList<Membership> Memberships { get; init; } = [];

        /// <summary>The other's settings, in one database and in all, for the new one.</summary>
        public IReadOnlyList<Setting> Settings { get; init; } = [];

        /// <summary>What the other may do on the app's database, for the new one.</summary>
        public IReadOnlyList<DatabaseGrant> Grants { get; init; } = [];

        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "role";

        /// <inheritdoc/>
        public override string Name => Login.Name.Value;
    }

    /// <summary>The role's new login is handed out from now on. It is named wherever the app names the other, and proved, before it is.</summary>
    /// <param name="On">The app as it will be on record.</param>
    public sealed record TurnToLogin(App On, Login From, Login To) : Change(On.Name)
    {
        /// <summary>The policies that name the one and not the other yet, as they will be.</summary>
        public IReadOnlyList<Policy> Policies { get; init; } = [];

        /// <summary>The foreign servers that know the one and not the other yet.</summary>
        public IReadOnlyList<ForeignServerUser> ForeignServers { get; init; } = [];

        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "credential";

        /// <inheritdoc/>
        public override string Name => To.Name.Value;
    }

    /// <summary>A login that left the manifest while its app stays, or one that was replaced. It owns nothing, so nothing is lost with it.</summary>
    /// <param name="Remaining">The app without it.</param>
    public sealed record DropLogin(string App, Login Login, DatabaseName From, App Remaining) : Change(App)
    {
        /// <summary>The login that has its place since a rotation; null where the role left.</summary>
        public Login? Successor { get; init; }

        /// <summary>The policies that name it, as they will be: with its successor in its place.</summary>
        public IReadOnlyList<Policy> Policies { get; init; } = [];

        /// <summary>The foreign servers that have a user mapping of it.</summary>
        public IReadOnlyList<ForeignServerUser> ForeignServers { get; init; } = [];

        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "role";

        /// <inheritdoc/>
        public override string Name => Login.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => From;
    }
}

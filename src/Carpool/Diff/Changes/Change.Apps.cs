using System.Text.Json.Serialization;
using Carpool.State;

namespace Carpool.Diff;

[JsonDerivedType(typeof(UpdateApp), "update_app")]
[JsonDerivedType(typeof(Quarantine), "quarantine")]
[JsonDerivedType(typeof(Restore), "restore")]
[JsonDerivedType(typeof(Purge), "purge")]
[JsonDerivedType(typeof(Forget), "forget")]
public abstract partial record Change
{
    /// <summary>What only the registry knows of an app differs: its protection, what its removal does.</summary>
    public sealed record UpdateApp(App From, App To) : Change(To.Name)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "app";

        /// <inheritdoc/>
        public override string Name => To.Name;

        /// <inheritdoc/>
        public override DatabaseName? Database => To.Database;
    }

    /// <summary>An app that left the manifest: locked and renamed, nothing deleted.</summary>
    /// <param name="Grants">The CONNECTs to take back.</param>
    /// <param name="Roles">Those of its roles that exist: somebody may have dropped one by hand.</param>
    public sealed record Quarantine(App From, App To, IReadOnlyList<DatabaseGrant> Grants, IReadOnlyList<RoleName> Roles) : Change(From.Name)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "database";

        /// <inheritdoc/>
        public override string Name => From.Database.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => From.Database;
    }

    /// <summary>An app that comes back from quarantine with its data, roles and credentials.</summary>
    /// <param name="Grants">The CONNECTs to give back.</param>
    public sealed record Restore(App From, App To, IReadOnlyList<DatabaseGrant> Grants) : Change(From.Name)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "database";

        /// <inheritdoc/>
        public override string Name => To.Database.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => From.Database;
    }

    /// <summary>An app that goes for good, with its data and its roles.</summary>
    /// <param name="DatabaseExists">False where somebody, or an interrupted run, dropped it already.</param>
    /// <param name="Roles">Those that still exist.</param>
    /// <param name="Elsewhere">Databases outside the app's own in which its roles hold privileges.</param>
    /// <param name="Grants">The CONNECTs to take back first, so that nobody comes in again before the drop.</param>
    public sealed record Purge(
        App Gone, bool DatabaseExists, IReadOnlyList<RoleName> Roles, IReadOnlyList<DatabaseName> Elsewhere, IReadOnlyList<DatabaseGrant> Grants) : Change(Gone.Name)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "database";

        /// <inheritdoc/>
        public override string Name => Gone.Database.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => Gone.Database;
    }

    /// <summary>An app that stays as it is and is managed no more.</summary>
    public sealed record Forget(App Forgotten) : Change(Forgotten.Name)
    {
        /// <summary>False where somebody dropped the owner by hand.</summary>
        public bool OwnerExists { get; init; } = true;

        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "app";

        /// <inheritdoc/>
        public override string Name => Forgotten.Name;

        /// <inheritdoc/>
        public override DatabaseName? Database => Forgotten.Database;
    }
}

using System.Text.Json.Serialization;
using Carpool.State;

namespace Carpool.Diff;

[JsonDerivedType(typeof(CreatePublication), "create_publication")]
[JsonDerivedType(typeof(AlterPublication), "alter_publication")]
[JsonDerivedType(typeof(DropPublication), "drop_publication")]
[JsonDerivedType(typeof(PublishTable), "publish_table")]
[JsonDerivedType(typeof(UnpublishTable), "unpublish_table")]
[JsonDerivedType(typeof(ChangeReplicaIdentity), "change_replica_identity")]
[JsonDerivedType(typeof(CreateSlot), "create_slot")]
[JsonDerivedType(typeof(DropSlot), "drop_slot")]
public abstract partial record Change
{
    /// <summary>A publication to make, empty at first.</summary>
    public sealed record CreatePublication(string App, SyncPublication Publication) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "publication";

        /// <inheritdoc/>
        public override string Name => Publication.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => Publication.Database;
    }

    /// <summary>A publication with another owner, with other options, or without Carpool's mark.</summary>
    public sealed record AlterPublication(string App, SyncPublication From, SyncPublication To) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "publication";

        /// <inheritdoc/>
        public override string Name => To.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => To.Database;
    }

    /// <summary>A publication whose sync engine left.</summary>
    /// <param name="Owner">The owner of what is in the database.</param>
    /// <param name="Restored">Tables whose replica identity becomes what it was.</param>
    public sealed record DropPublication(string App, SyncPublication Publication, RoleName Owner, IReadOnlyList<FormerIdentity> Restored) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "publication";

        /// <inheritdoc/>
        public override string Name => Publication.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => Publication.Database;
    }

    /// <summary>A table to add to a publication.</summary>
    /// <param name="Owner">The publication's.</param>
    public sealed record PublishTable(string App, DatabaseName In, PublicationName Publication, RoleName Owner, ObjectName Table) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "published_table";

        /// <inheritdoc/>
        public override string Name => $"{Table} in {Publication}";

        /// <inheritdoc/>
        public override DatabaseName? Database => In;
    }

    /// <summary>A table to take out of a publication.</summary>
    /// <param name="Owner">The publication's.</param>
    public sealed record UnpublishTable(string App, DatabaseName In, PublicationName Publication, RoleName Owner, ObjectName Table) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "published_table";

        /// <inheritdoc/>
        public override string Name => $"{Table} in {Publication}";

        /// <inheritdoc/>
        public override DatabaseName? Database => In;
    }

    /// <summary>A table whose changes are to tell the whole old row.</summary>
    public sealed record ChangeReplicaIdentity(string App, DatabaseName In, ObjectName Table, ReplicaIdentity From, ReplicaIdentity To) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "replica_identity";

        /// <inheritdoc/>
        public override string Name => Table.Text;

        /// <inheritdoc/>
        public override DatabaseName? Database => In;
    }

    /// <summary>A replication slot to make. From then on the server keeps its log for whoever will read it.</summary>
    public sealed record CreateSlot(string App, SyncSlot Slot) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "slot";

        /// <inheritdoc/>
        public override string Name => Slot.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => Slot.Database;
    }

    /// <summary>A replication slot whose sync engine left, or whose app does.</summary>
    /// <param name="Readers">The logins that may be reading it: their sessions end first.</param>
    /// <param name="AreLeaving">True where those logins are locked out first.</param>
    public sealed record DropSlot(string App, SyncSlot Slot, IReadOnlyList<RoleName> Readers, bool AreLeaving) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "slot";

        /// <inheritdoc/>
        public override string Name => Slot.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => Slot.Database;
    }
}

namespace Carpool.State;

/// <summary>What a server has for all who use it, as its settings say.</summary>
/// <param name="Connections">max_connections.</param>
/// <param name="ReservedForSuperusers">superuser_reserved_connections.</param>
/// <param name="Reserved">reserved_connections, from 16: for members of pg_use_reserved_connections.</param>
/// <param name="Slots">max_replication_slots.</param>
/// <param name="Senders">max_wal_senders, which are no connections.</param>
/// <param name="SendersInUse">Standbys, consumers of slots and base backups that are connected.</param>
public sealed record Capacity(int Connections, int ReservedForSuperusers, int Reserved, int Slots, int Senders, int SendersInUse)
{
    /// <summary>wal_level.</summary>
    public string WalLevel { get; init; } = "replica";

    /// <summary>max_slot_wal_keep_size says how much of the log a slot may keep.</summary>
    public bool LimitsSlots { get; init; }

    /// <summary>Walsenders that read no logical slot: standbys, and base backups.</summary>
    public int Standbys { get; init; }

    /// <summary>How many physical slots have a reader: standbys with a primary_slot_name.</summary>
    public int StandbySlots { get; init; }

    /// <summary>sync_replication_slots (from 17): as a standby, this server keeps the primary's slots up to date.</summary>
    public bool SynchronizesSlots { get; init; }

    /// <summary>hot_standby_feedback, which that takes.</summary>
    public bool HasStandbyFeedback { get; init; }

    /// <summary>synchronized_standby_slots (from 17): no reader of a failover slot is told anything that one of these has not.</summary>
    public IReadOnlyList<string> AwaitedSlots { get; init; } = [];

    /// <summary>idle_replication_slot_timeout (from 18), as the server writes it; null where no slot is ever too idle.</summary>
    public string? SlotTimeout { get; init; }

    /// <summary>Settings that were changed and wait for a restart.</summary>
    public IReadOnlyList<string> WaitingForRestart { get; init; } = [];

    /// <summary>shared_preload_libraries; null where the admin may not read it.</summary>
    public IReadOnlyList<string>? Preloaded { get; init; }

    /// <summary>What is left for logins that are nothing special.</summary>
    public int Usable => Connections - ReservedForSuperusers - Reserved;
}

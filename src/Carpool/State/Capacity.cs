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

    /// <summary>Settings that were changed and wait for a restart.</summary>
    public IReadOnlyList<string> WaitingForRestart { get; init; } = [];

    /// <summary>shared_preload_libraries; null where the admin may not read it.</summary>
    public IReadOnlyList<string>? Preloaded { get; init; }

    /// <summary>What is left for logins that are nothing special.</summary>
    public int Usable => Connections - ReservedForSuperusers - Reserved;
}

namespace Carpool.Emulator.State;

/// <summary>A dedicated PgBouncer.</summary>
/// <param name="Target">primary, replica or replica_az_affinity.</param>
internal sealed record BouncerState(string Id, string Name, string Size, string Target, int ReplicasPerCell, DateTimeOffset CreatedAt);

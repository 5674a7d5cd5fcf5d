namespace Carpool.Emulator.State;

/// <summary>A rule on where connections may come from. It is kept, not enforced: every client here is on the loopback address.</summary>
internal sealed record CidrState(
    string Id, string Schema, string Role, IReadOnlyList<string> Cidrs, string? Description, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

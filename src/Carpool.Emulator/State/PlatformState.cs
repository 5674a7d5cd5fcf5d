using System.Text.Json;
using System.Text.Json.Serialization;

namespace Carpool.Emulator.State;

/// <summary>All that the emulator keeps beside the servers' own data.</summary>
internal sealed record PlatformState
{
    public required string Organization { get; init; }

    public required string OrganizationId { get; init; }

    public required string Database { get; init; }

    public required string DatabaseId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int? ApiPort { get; init; }

    public int? DirectPort { get; init; }

    public IReadOnlyList<TokenState> Tokens { get; init; } = [];

    public IReadOnlyList<BranchState> Branches { get; init; } = [];

    public IReadOnlyList<CidrState> Cidrs { get; init; } = [];
}

/// <summary>How the state is written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlatformState))]
internal sealed partial class PlatformStateJson : JsonSerializerContext
{
    public static byte[] Write(PlatformState state) => JsonSerializer.SerializeToUtf8Bytes(state, Default.PlatformState);

    public static PlatformState? Read(byte[] json) => JsonSerializer.Deserialize(json, Default.PlatformState);
}

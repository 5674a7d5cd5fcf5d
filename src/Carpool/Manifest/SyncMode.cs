namespace Carpool.Manifest;

/// <summary>How a sync engine's login gets at the app's tables.</summary>
public enum SyncMode
{
    /// <summary>As a member of the app's owner: nothing changes hands, and the engine may publish tables itself.</summary>
    OwnerGroup,

    /// <summary>The same, and it may become the owner: whatever it makes in the app's database is brought to that, but for its publication.</summary>
    Owner,

    /// <summary>It reads, and no more: Carpool publishes the tables.</summary>
    Manual,
}

/// <summary>The words for <see cref="SyncMode"/>.</summary>
internal static class SyncModes
{
    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<string> Words { get; } = ["owner-group", "owner", "manual"];

    /// <summary>The mode that a word stands for.</summary>
    public static SyncMode Of(string word) => word switch
    {
        "owner-group" => SyncMode.OwnerGroup,
        "owner" => SyncMode.Owner,
        "manual" => SyncMode.Manual,
        _ => throw new ArgumentException($"'{word}' is no mode", nameof(word)),
    };

    /// <summary>As the manifest writes it.</summary>
    public static string WordOf(SyncMode mode) => Words[(int)mode];
}

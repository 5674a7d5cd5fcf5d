using Carpool.Credentials;
using Carpool.State;

namespace Carpool.Registry;

/// <summary>
/// What the registry says of a canary: in which database it works, and what all that it makes there is called. It is on record before
/// anything of it is made, so that what is there and not on record is somebody else's, whatever its name.
/// </summary>
/// <param name="DatabaseOid">Of the app's database: another one of the same name is not meant.</param>
internal sealed record CanaryMark(string Name, uint DatabaseOid)
{
    private const string Prefix = "carpool_canary_";

    /// <summary>The schema of its table.</summary>
    public SchemaName Schema => new(Name);

    /// <summary>The publication of its table.</summary>
    public PublicationName Publication => new(Name);

    /// <summary>The slot that ends with its session.</summary>
    public SlotName Slot => new(Name);

    /// <summary>The slot that outlives it until it is dropped, for standbys to keep up.</summary>
    public SlotName StandingSlot => new($"{Name}_failover");

    /// <summary>A new one.</summary>
    public static CanaryMark For(uint databaseOid) => new(Prefix + UnguessableName.Draw(), databaseOid);

    /// <summary>As the registry has it.</summary>
    /// <exception cref="FormatException">Carpool writes no such name.</exception>
    public static CanaryMark Read(string name, uint databaseOid) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length == Prefix.Length + UnguessableName.Letters && name[Prefix.Length..].All(char.IsAsciiHexDigitLower)
            ? new(name, databaseOid)
            : throw new FormatException($"'{name}' is no canary");
}

using Carpool.Sql;

namespace Carpool.Registry;

/// <summary>The registry's tables: their versions, and how one leads to the next.</summary>
/// <param name="migrations">The statements that lead to version 1, to version 2 and so on; each ends by writing its version down.</param>
internal sealed class RegistryTables(IReadOnlyList<string> migrations)
{
    /// <summary>The name of the schema, and of the database that holds it where the maintenance database may not.</summary>
    public const string Name = "carpool";

    /// <summary>One published key, on which every Carpool of a cluster waits for the others: "carpool" in ASCII.</summary>
    public const long LockKey = 0x63_61_72_70_6F_6F_6C;

    /// <summary>As this Carpool writes them. One file under Migrations leads to each version.</summary>
    public static readonly RegistryTables Current = new([.. new[] { "001", "002", "003", "004" }.Select(number => SqlFile.Load($"Registry.Migrations.{number}"))]);

    /// <summary>The newest version.</summary>
    public int Version => migrations.Count;

    /// <summary>What leads from a version to the newest; from 0, where there are no tables yet, it is all.</summary>
    public IEnumerable<string> StatementsAfter(int version) => migrations.Skip(version)
        .SelectMany(migration => migration.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

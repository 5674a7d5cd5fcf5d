using Carpool.Sql;

namespace Carpool.Registry;

/// <summary>The registry's tables: their version, and how they came to be.</summary>
internal static class RegistryTables
{
    /// <summary>The version that this Carpool writes. One file under Migrations leads to each.</summary>
    public const int Version = 1;

    /// <summary>The name of the schema, and of the database that holds it where the maintenance database may not.</summary>
    public const string Name = "carpool";

    /// <summary>One published key, on which every Carpool of a cluster waits for the others: "carpool" in ASCII.</summary>
    public const long LockKey = 0x63_61_72_70_6F_6F_6C;

    /// <summary>The statements that lead from <paramref name="version"/> - 1 to it.</summary>
    public static string Migration(int version) => SqlFile.Load($"Registry.Migrations.{version:D3}");
}

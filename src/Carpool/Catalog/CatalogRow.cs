using Carpool.State;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>A row of a catalog query, read in the house's own types.</summary>
internal readonly struct CatalogRow(NpgsqlDataReader reader)
{
    public string Text(string column) => reader.GetString(reader.GetOrdinal(column));

    public string? TextOrNull(string column) => reader.IsDBNull(reader.GetOrdinal(column)) ? null : Text(column);

    public bool Flag(string column) => reader.GetBoolean(reader.GetOrdinal(column));

    public int Number(string column) => reader.GetInt32(reader.GetOrdinal(column));

    public long Long(string column) => reader.GetInt64(reader.GetOrdinal(column));

    public long? LongOrNull(string column) => reader.IsDBNull(reader.GetOrdinal(column)) ? null : Long(column);

    public uint Oid(string column) => checked((uint)Long(column));

    public IReadOnlyList<string> Texts(string column) => reader.GetFieldValue<string[]>(reader.GetOrdinal(column));

    public IReadOnlyList<bool> Flags(string column) => reader.GetFieldValue<bool[]>(reader.GetOrdinal(column));

    /// <summary>A limit, where -1 stands for none.</summary>
    public int? Limit(string column) => Number(column) is var limit && limit < 0 ? null : limit;

    public RoleName Role(string column) => new(Text(column));

    public RoleName? RoleOrNull(string column) => TextOrNull(column) is { } name ? new RoleName(name) : null;

    public DatabaseName Database(string column) => new(Text(column));

    public DatabaseName? DatabaseOrNull(string column) => TextOrNull(column) is { } name ? new DatabaseName(name) : null;

    public Grantee Grantee(string column) => State.Grantee.Of(TextOrNull(column));
}

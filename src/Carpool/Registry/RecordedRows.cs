using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Registry;

/// <summary>An app's row as the table has it. Whoever may write to the table may have written anything: what is no app is none.</summary>
/// <param name="App">Without its logins; null where the row holds what Carpool never writes.</param>
internal sealed record AppRow(string Stack, string Database, string? Name, App? App, DateTimeOffset? CreatedAt, byte[] Seal)
{
    public const string Select =
        "SELECT stack, database, name, standing, database_oid, owner, owner_oid, on_remove, is_protected, original_database, original_owner, created_at, removed_at, seal, write_group, write_group_oid, read_group, read_group_oid "
        + "FROM carpool.app ORDER BY stack, database";

    public static AppRow Of(NpgsqlDataReader row)
    {
        var read = RecordedRow.Try(() => new { App = AppOf(row), CreatedAt = row.TimeOrNull(11) });
        return new(row.GetString(0), row.GetString(1), row.TextOrNull(2), read?.App, read?.CreatedAt, row.BytesOrNull(13) ?? []);
    }

    private static Group? GroupOf(NpgsqlDataReader row, Access access, int column) =>
        row.TextOrNull(column) is { } name ? new Group(access, new(name)) { Oid = row.OidOrNull(column + 1) } : null;

    private static App AppOf(NpgsqlDataReader row) =>
        new(row.GetString(2), RecordedRow.Word<AppStanding>(row.GetString(3)), new(row.GetString(1)), new(row.GetString(5)), [], RecordedRow.Word<OnRemove>(row.GetString(7)), row.GetBoolean(8))
        {
            DatabaseOid = row.OidOrNull(4),
            OwnerOid = row.OidOrNull(6),
            OriginalDatabase = row.TextOrNull(9) is { } database ? new DatabaseName(database) : null,
            OriginalOwner = row.TextOrNull(10) is { } owner ? new RoleName(owner) : null,
            RemovedAt = row.TimeOrNull(12),
            Groups = [.. new[] { GroupOf(row, Access.Write, 14), GroupOf(row, Access.Read, 16) }.OfType<Group>()],
        };
}

/// <summary>A login's row, likewise.</summary>
/// <param name="Login">Null where the row holds what Carpool never writes.</param>
internal sealed record LoginRow(string Stack, string Name, string? Database, string? App, Login? Login, SealedPassword? Password, byte[] Seal)
{
    public const string Select =
        "SELECT stack, name, database, app, role, access, oid, original_name, generation, password, seal, standing, replaced_at FROM carpool.login ORDER BY stack, database, role, name";

    public static LoginRow Of(NpgsqlDataReader row)
    {
        var read = RecordedRow.Try(() => new { Login = LoginOf(row), Database = new DatabaseName(row.GetString(2)), App = row.GetString(3), Generation = row.GetInt32(8) });
        var password = read is not null && row.BytesOrNull(9) is { } bytes ? new SealedPassword(read.Generation, bytes) : null;
        return new(row.GetString(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), read?.Login, password, row.BytesOrNull(10) ?? []);
    }

    private static Login LoginOf(NpgsqlDataReader row) => new(row.GetString(4), new(row.GetString(1)), RecordedRow.Word<Access>(row.GetString(5)))
    {
        Oid = row.OidOrNull(6),
        OriginalName = row.TextOrNull(7) is { } name ? new RoleName(name) : null,
        Standing = row.TextOrNull(11) is { } standing ? RecordedRow.Word<LoginStanding>(standing) : LoginStanding.Current,
        ReplacedAt = row.TimeOrNull(12),
    };
}

/// <summary>A canary's row, likewise.</summary>
/// <param name="Mark">Null where the row holds what Carpool never writes.</param>
internal sealed record CanaryRow(string Stack, CanaryMark? Mark, byte[] Seal)
{
    public const string Select = "SELECT stack, name, database_oid, seal FROM carpool.canary ORDER BY stack, name";

    public static CanaryRow Of(NpgsqlDataReader row) =>
        new(row.GetString(0), RecordedRow.Try(() => CanaryMark.Read(row.GetString(1), checked((uint)row.GetInt64(2)))), row.BytesOrNull(3) ?? []);
}

/// <summary>Reading what may be anything.</summary>
internal static class RecordedRow
{
    /// <summary>Null where a column is NULL that never is, or holds what is no name, no word and no number of ours.</summary>
    public static T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception nonsense) when (nonsense is InvalidCastException or ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>A word exactly as Carpool writes it.</summary>
    public static T Word<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, out var word) && string.Equals(word.ToString(), text, StringComparison.Ordinal) && Enum.IsDefined(word)
            ? word
            : throw new FormatException($"'{text}' is no {typeof(T).Name}");

    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[]? BytesOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

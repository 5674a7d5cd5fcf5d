using System.Globalization;
using System.Text.Json.Nodes;
using Carpool.Emulator.Branches;
using Carpool.Emulator.Http;
using Carpool.Emulator.State;
using Npgsql;

namespace Carpool.Emulator.Api;

/// <summary>The parameters of one branch: what its server says of those that the platform lets customers change, and PgBouncer's.</summary>
internal sealed class ParametersApi(StateFile file, string branchId, BranchServer server, BranchSettings settings)
{
    private const string Query =
        """
        SELECT name, vartype, category, short_desc, boot_val, setting, context = 'postmaster', min_val, max_val, enumvals
        FROM pg_catalog.pg_settings WHERE name = ANY ($1) ORDER BY name
        """;

    private static readonly string[] Changeable =
    [
        "autovacuum_max_workers", "autovacuum_naptime", "checkpoint_timeout", "deadlock_timeout", "default_statistics_target", "effective_cache_size", "hot_standby_feedback",
        "idle_in_transaction_session_timeout", "idle_session_timeout", "lock_timeout", "log_min_duration_statement", "maintenance_work_mem", "max_connections", "max_parallel_workers",
        "max_replication_slots", "max_slot_wal_keep_size", "max_wal_senders", "max_wal_size", "max_worker_processes", "random_page_cost", "shared_buffers", "statement_timeout",
        "sync_replication_slots", "temp_file_limit", "track_io_timing", "wal_keep_size", "wal_level", "wal_sender_timeout", "work_mem",
    ];

    /// <summary>The platform's own limits, where they are narrower than the server's.</summary>
    private static readonly Dictionary<string, (double Least, double Most)> Limits = new(StringComparer.Ordinal) { ["max_connections"] = (10, 5000) };

    private BranchState Branch => file.Current.Branches.First(branch => branch.Id == branchId);

    /// <summary>All of them, without an envelope.</summary>
    public async Task<ApiAnswer> ListAsync(CancellationToken ct)
    {
        var time = Written.Time(Branch.CreatedAt);
        return new(200, new JsonArray([.. (await ReadAsync(ct)).Select(parameter => parameter.Write(time))]));
    }

    public async Task<IReadOnlyList<Parameter>> ReadAsync(CancellationToken ct)
    {
        var read = new List<Parameter>();
        await using var session = await server.OpenAsync("postgres", ct);
        await using var command = new NpgsqlCommand(Query, session) { Parameters = { new() { Value = Changeable } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var name = reader.GetString(0);
            var (least, most) = Limits.TryGetValue(name, out var limits) ? limits : (Number(7), Number(8));
            read.Add(new(
                "pgconf", name, Type(reader.GetString(1)), reader.GetString(2), reader.GetString(3),
                settings.Server.GetValueOrDefault(name) ?? (reader.IsDBNull(4) ? "" : reader.GetString(4)), Coming("pgconf", name) ?? reader.GetString(5), reader.GetBoolean(6), least, most,
                reader.IsDBNull(9) ? [] : (string[])reader.GetValue(9)));
        }

        return [.. read, .. OfPooler()];

        double Number(int column) => reader.IsDBNull(column) ? 0 : double.Parse(reader.GetString(column), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    public IEnumerable<Parameter> OfPooler() => settings.Pooler.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Parameter(
        "pgbouncer", pair.Key, pair.Key.EndsWith("timeout", StringComparison.Ordinal) ? "seconds" : "integer", "PgBouncer", $"PgBouncer's {pair.Key}", pair.Value,
        Coming("pgbouncer", pair.Key) ?? pair.Value, false, 0, 100_000, []));

    /// <summary>The extensions that the server has at hand, without an envelope.</summary>
    public async Task<ApiAnswer> ListExtensionsAsync(CancellationToken ct)
    {
        var extensions = new JsonArray();
        await using var session = await server.OpenAsync("postgres", ct);
        await using var command = new NpgsqlCommand("SELECT name, coalesce(comment, '') FROM pg_catalog.pg_available_extensions ORDER BY name", session);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            extensions.Add((JsonNode)new JsonObject
            {
                ["id"] = $"extension-{reader.GetString(0)}",
                ["name"] = reader.GetString(0),
                ["description"] = reader.GetString(1),
                ["internal"] = false,
                ["loader"] = "create_extension",
                ["url"] = "",
                ["available"] = true,
                ["unavailable_reason"] = "",
                ["parameters"] = new JsonArray(),
            });
        }

        return new(200, extensions);
    }

    /// <summary>What a change request made of it, carried out or not.</summary>
    private string? Coming(string @namespace, string name) => Branch.Parameters.GetValueOrDefault($"{@namespace}.{name}");

    private static string Type(string vartype) => vartype switch
    {
        "bool" => "boolean",
        "real" => "float",
        "enum" => "select",
        "integer" => "integer",
        _ => "string",
    };

}

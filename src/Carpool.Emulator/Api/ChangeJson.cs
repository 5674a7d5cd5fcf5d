using System.Text.Json.Nodes;
using Carpool.Emulator.State;

namespace Carpool.Emulator.Api;

/// <summary>A change request as the API shows it. The storage is that of this machine, so nothing is said of it but that it stays.</summary>
internal static class ChangeJson
{
    private const long StorageBytes = 10_737_418_240;

    public static JsonNode Write(ChangeState change) => new JsonObject
    {
        ["id"] = change.Id,
        ["state"] = change.State,
        ["started_at"] = Written.Time(change.StartedAt),
        ["completed_at"] = Written.Time(change.CompletedAt),
        ["created_at"] = Written.Time(change.CreatedAt),
        ["updated_at"] = Written.Time(change.UpdatedAt),
        ["actor"] = Written.Actor(),
        ["cluster_name"] = change.ClusterName,
        ["cluster_display_name"] = change.ClusterName,
        ["cluster_metal"] = false,
        ["replicas"] = change.Replicas,
        ["parameters"] = Nested(change.Parameters),
        ["previous_cluster_name"] = change.PreviousClusterName,
        ["previous_cluster_display_name"] = change.PreviousClusterName,
        ["previous_cluster_metal"] = false,
        ["previous_replicas"] = change.PreviousReplicas,
        ["previous_parameters"] = Nested(change.PreviousParameters),
        ["minimum_storage_bytes"] = StorageBytes,
        ["maximum_storage_bytes"] = StorageBytes,
        ["storage_autoscaling"] = false,
        ["storage_shrinking"] = false,
        ["storage_type"] = "gp3",
        ["storage_iops"] = 3000,
        ["storage_throughput_mibs"] = 125,
        ["previous_minimum_storage_bytes"] = StorageBytes,
        ["previous_maximum_storage_bytes"] = StorageBytes,
        ["previous_storage_autoscaling"] = false,
        ["previous_storage_shrinking"] = false,
        ["previous_storage_type"] = "gp3",
        ["previous_storage_iops"] = 3000,
        ["previous_storage_throughput_mibs"] = 125,
    };

    private static JsonObject Nested(IReadOnlyDictionary<string, string> parameters)
    {
        var nested = new JsonObject();
        foreach (var (key, value) in parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var parts = key.Split('.', 2);
            if (nested[parts[0]] is not JsonObject space) nested[parts[0]] = space = [];
            space[parts[1]] = value;
        }

        return nested;
    }
}

using System.Text.Json.Nodes;
using Carpool.Emulator.Branches;
using Carpool.Emulator.Http;
using Carpool.Emulator.State;

namespace Carpool.Emulator.Api;

/// <summary>Requests to change one branch. What they ask for really happens to its server, restarts included, one state after the other.</summary>
internal sealed class ChangesApi(StateFile file, string branchId, BranchServer server, ParametersApi parameters, Switches switches, TimeProvider clock)
{
    private BranchState Branch => file.Current.Branches.First(branch => branch.Id == branchId);

    /// <summary>Newest first.</summary>
    public ApiAnswer List(ApiRequest request) => Page.Of(request, [.. Branch.Changes.Reverse()], ChangeJson.Write, hasTotals: false);

    public ApiAnswer Get(string id) => new(200, ChangeJson.Write(Branch.Changes.FirstOrDefault(change => change.Id == id) ?? throw ApiException.NotFound()));

    /// <summary>Files a request, or adds to one that is queued; 204 where nothing would differ.</summary>
    public async Task<ApiAnswer> UpsertAsync(ApiRequest request, CancellationToken ct)
    {
        var asked = Asked(request);
        var known = await parameters.ReadAsync(ct);
        var errors = new JsonArray();
        foreach (var (key, value) in asked)
        {
            var complaint = known.FirstOrDefault(parameter => parameter.Key == key) is { } parameter ? parameter.Complaint(value) : "Parameter does not exist";
            if (complaint is not null) errors.Add((JsonNode)new JsonObject { ["namespace"] = key.Split('.', 2)[0], ["name"] = key.Split('.', 2)[1], ["errors"] = Written.Array([complaint]) });
        }

        if (errors.Count > 0) return new(422, new JsonObject { ["errors"] = errors });
        var before = known.ToDictionary(parameter => parameter.Key, parameter => parameter.Value, StringComparer.Ordinal);
        var differing = asked.Where(pair => before[pair.Key] != pair.Value).ToDictionary(StringComparer.Ordinal);
        var (branch, now) = (Branch, clock.GetUtcNow());
        var (size, replicas) = (request.Text("cluster_size") ?? branch.ClusterName, request.Number("replicas") ?? branch.Replicas);
        if (differing.Count == 0 && size == branch.ClusterName && replicas == branch.Replicas) return ApiAnswer.NoContent;
        var queued = branch.Changes.FirstOrDefault(change => change.State == "queued");
        var change = new ChangeState
        {
            Id = queued?.Id ?? PublicId.Create(),
            State = "queued",
            CreatedAt = queued?.CreatedAt ?? now,
            UpdatedAt = now,
            ClusterName = size,
            PreviousClusterName = queued?.PreviousClusterName ?? branch.ClusterName,
            Replicas = replicas,
            PreviousReplicas = queued?.PreviousReplicas ?? branch.Replicas,
            Parameters = (queued?.Parameters ?? new Dictionary<string, string>(StringComparer.Ordinal)).Where(pair => !differing.ContainsKey(pair.Key)).Concat(differing).ToDictionary(StringComparer.Ordinal),
            PreviousParameters = differing.Keys.Where(key => queued?.PreviousParameters.ContainsKey(key) != true).Select(key => KeyValuePair.Create(key, before[key]))
                .Concat(queued?.PreviousParameters ?? new Dictionary<string, string>(StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal),
        };
        file.Change(branchId, known => known with
        {
            Changes = [.. known.Changes.Where(other => other.Id != change.Id), change],
            Parameters = With(known.Parameters, differing),
            ClusterName = size,
            Replicas = replicas,
        });
        return new(200, ChangeJson.Write(change));
    }

    /// <summary>Takes back what has not begun.</summary>
    public ApiAnswer Cancel()
    {
        var change = Branch.Changes.FirstOrDefault(change => change.State is "queued" or "pending") ?? throw ApiException.NotFound();
        file.Change(branchId, branch => branch with
        {
            Parameters = With(branch.Parameters, change.PreviousParameters),
            ClusterName = change.PreviousClusterName,
            Replicas = change.PreviousReplicas,
        });
        Keep(change with { State = "canceled", CompletedAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow() });
        return ApiAnswer.NoContent;
    }

    /// <summary>Brings the oldest request that is not over to its next state.</summary>
    public async Task PassTimeAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (Branch.Changes.FirstOrDefault(change => !change.IsOver) is not { } change || now - change.UpdatedAt < TimeSpan.FromSeconds(switches.ChangeSeconds)) return;
        switch (change.State)
        {
            case "queued":
                Keep(change with { State = "pending", StartedAt = now, UpdatedAt = now });
                break;
            case "pending":
                Keep(change with { State = "resizing", UpdatedAt = now });
                var restarting = (await parameters.ReadAsync(ct)).Where(parameter => parameter.Restarts).Select(parameter => parameter.Key);
                await server.ApplyAsync(change.ClusterName != change.PreviousClusterName || change.Parameters.Keys.Intersect(restarting, StringComparer.Ordinal).Any(), ct);
                break;
            default:
                Keep(change with { State = "completed", CompletedAt = now, UpdatedAt = now });
                break;
        }
    }

    private void Keep(ChangeState change) =>
        file.Change(branchId, branch => branch with { Changes = [.. branch.Changes.Select(other => other.Id == change.Id ? change : other)] });

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> all, IReadOnlyDictionary<string, string> some) =>
        all.Where(pair => !some.ContainsKey(pair.Key)).Concat(some).ToDictionary(StringComparer.Ordinal);

    /// <summary>{"pgconf":{"max_connections":"50"}} by namespace and name.</summary>
    private static List<KeyValuePair<string, string>> Asked(ApiRequest request)
    {
        if (request.Json["parameters"] is null) return [];
        if (request.Json["parameters"] is not JsonObject namespaces) throw ApiException.Invalid("parameters must be an object");
        return [.. from space in namespaces
                   from parameter in space.Value as JsonObject ?? throw ApiException.Invalid($"parameters.{space.Key} must be an object")
                   select KeyValuePair.Create($"{space.Key}.{parameter.Key}", parameter.Value?.ToString() ?? "")];
    }
}

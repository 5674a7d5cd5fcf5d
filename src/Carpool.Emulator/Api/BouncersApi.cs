using System.Text.Json.Nodes;
using Carpool.Emulator.Http;
using Carpool.Emulator.State;

namespace Carpool.Emulator.Api;

/// <summary>The dedicated PgBouncers of one branch. Each is a name for the one that runs here.</summary>
internal sealed class BouncersApi(StateFile file, string branchId, ParametersApi parameters, TimeProvider clock)
{
    private const int LongestName = 12;

    private BranchState Branch => file.Current.Branches.First(branch => branch.Id == branchId);

    public ApiAnswer List(ApiRequest request) => Page.Of(request, Branch.Bouncers, Write, hasTotals: false);

    public ApiAnswer Get(string name) => new(200, Write(Find(name)));

    public ApiAnswer Create(ApiRequest request)
    {
        var name = request.Text("name") ?? $"bouncer-{Branch.Bouncers.Count + 1}";
        if (name.Length > LongestName) throw ApiException.Unprocessable($"Name is too long (maximum is {LongestName} characters)");
        if (name is "primary" or "replica") throw ApiException.Unprocessable("Name is reserved");
        if (Branch.Bouncers.Any(other => other.Name == name)) throw ApiException.Unprocessable("Name has already been taken");
        var target = request.Text("target") ?? "primary";
        if (target is not ("primary" or "replica" or "replica_az_affinity")) throw ApiException.Unprocessable("Target is not included in the list");
        var bouncer = new BouncerState(PublicId.Create(), name, request.Text("bouncer_size") ?? "PGB_5", target, request.Number("replicas_per_cell") ?? 1, clock.GetUtcNow());
        file.Change(branchId, branch => branch with { Bouncers = [.. branch.Bouncers, bouncer] });
        return new(200, Write(bouncer));
    }

    public ApiAnswer Delete(string name)
    {
        var gone = Find(name);
        file.Change(branchId, branch => branch with { Bouncers = [.. branch.Bouncers.Where(other => other.Id != gone.Id)] });
        return ApiAnswer.NoContent;
    }

    private BouncerState Find(string name) => Branch.Bouncers.FirstOrDefault(bouncer => bouncer.Name == name || bouncer.Id == name) ?? throw ApiException.NotFound();

    private JsonObject Write(BouncerState bouncer) => new()
    {
        ["id"] = bouncer.Id,
        ["name"] = bouncer.Name,
        ["sku"] = new JsonObject { ["name"] = bouncer.Size, ["display_name"] = bouncer.Size.Replace('_', '-'), ["cpu"] = "1/4", ["ram"] = 268_435_456, ["sort_order"] = 1 },
        ["target"] = bouncer.Target,
        ["replicas_per_cell"] = bouncer.ReplicasPerCell,
        ["created_at"] = Written.Time(bouncer.CreatedAt),
        ["updated_at"] = Written.Time(bouncer.CreatedAt),
        ["deleted_at"] = null,
        ["actor"] = Written.Actor(),
        ["branch"] = BranchJson.Reference(Branch),
        ["parameters"] = new JsonArray([.. parameters.OfPooler().Select(parameter => parameter.Write(Written.Time(Branch.CreatedAt)))]),
    };
}

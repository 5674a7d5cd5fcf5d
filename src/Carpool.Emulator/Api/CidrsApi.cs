using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Carpool.Emulator.Http;
using Carpool.Emulator.State;

namespace Carpool.Emulator.Api;

/// <summary>The rules on where connections to the database may come from.</summary>
internal sealed class CidrsApi(StateFile file, TimeProvider clock)
{
    public ApiAnswer List(ApiRequest request) => Page.Of(request, file.Current.Cidrs, Write);

    public ApiAnswer Get(string id) => new(200, Write(Find(id)));

    public ApiAnswer Create(ApiRequest request)
    {
        var now = clock.GetUtcNow();
        var cidr = new CidrState(
            PublicId.Create(), request.Text("schema") ?? "", request.Text("role") ?? "", Networks(request) ?? throw ApiException.Unprocessable("Cidrs can't be blank"), request.Text("description"), now, now);
        file.Change(state => state with { Cidrs = [.. state.Cidrs, cidr] });
        return new(201, Write(cidr));
    }

    public ApiAnswer Update(string id, ApiRequest request)
    {
        var known = Find(id);
        var cidr = known with
        {
            Schema = request.Text("schema") ?? known.Schema,
            Role = request.Text("role") ?? known.Role,
            Cidrs = Networks(request) ?? known.Cidrs,
            Description = request.Text("description") ?? known.Description,
            UpdatedAt = clock.GetUtcNow(),
        };
        file.Change(state => state with { Cidrs = [.. state.Cidrs.Select(other => other.Id == id ? cidr : other)] });
        return new(200, Write(cidr));
    }

    public ApiAnswer Delete(string id)
    {
        var gone = Find(id);
        file.Change(state => state with { Cidrs = [.. state.Cidrs.Where(other => other.Id != gone.Id)] });
        return ApiAnswer.NoContent;
    }

    private CidrState Find(string id) => file.Current.Cidrs.FirstOrDefault(cidr => cidr.Id == id) ?? throw ApiException.NotFound();

    /// <summary>IPv4 alone, as the platform takes it.</summary>
    private static IReadOnlyList<string>? Networks(ApiRequest request)
    {
        var networks = request.Texts("cidrs");
        foreach (var text in networks ?? [])
        {
            var isOne = IPNetwork.TryParse(text, out var network) && network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
            if (!isOne && !(IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork)) throw ApiException.Unprocessable($"Cidrs {text} is not a valid IPv4 CIDR");
        }

        return networks is [] ? null : networks;
    }

    private static JsonObject Write(CidrState cidr) => new()
    {
        ["id"] = cidr.Id,
        ["schema"] = cidr.Schema,
        ["role"] = cidr.Role,
        ["cidrs"] = Written.Array(cidr.Cidrs),
        ["description"] = cidr.Description,
        ["created_at"] = Written.Time(cidr.CreatedAt),
        ["updated_at"] = Written.Time(cidr.UpdatedAt),
        ["deleted_at"] = null,
        ["actor"] = Written.Actor(),
    };
}

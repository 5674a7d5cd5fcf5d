using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Carpool.Emulator.Http;
using Carpool.Emulator.State;

namespace Carpool.Emulator.Api;

/// <summary>What the real platform has not: faults on demand, tokens with less permissions, a clock that can be put forward, and a count of requests. Under /emulator, for tests.</summary>
internal sealed class Controls(StateFile file, EmulatorClock clock)
{
    private readonly List<Fault> _faults = [];
    private readonly Lock _gate = new();
    private int _requests;

    /// <summary>Counts a request to the API, and gives what is to go wrong with it.</summary>
    public Fault? Meet(ApiRequest request)
    {
        lock (_gate)
        {
            _requests++;
            var fault = _faults.Find(fault => fault.Meets(request));
            if (fault is not null) _faults.Remove(fault);
            return fault;
        }
    }

    public ApiAnswer Answer(ApiRequest request) => (request.Method, request.Path) switch
    {
        ("GET", [_, "requests"]) => new(200, new JsonObject { ["count"] = Volatile.Read(ref _requests) }),
        ("POST", [_, "faults"]) => Plan(request),
        ("POST", [_, "tokens"]) => MakeToken(request),
        ("POST", [_, "clock"]) => PutForward(request),
        _ => throw ApiException.NotFound(),
    };

    private ApiAnswer Plan(ApiRequest request)
    {
        var mishap = Enum.TryParse<Mishap>(request.Text("mishap") ?? "none", ignoreCase: true, out var read) ? read : throw ApiException.Invalid("mishap is lost, truncated, slow or silent");
        var fault = new Fault(request.Text("method"), request.Text("path") ?? "", request.Number("status"), mishap);
        lock (_gate) _faults.AddRange(Enumerable.Repeat(fault, request.Number("times") ?? 1));
        return ApiAnswer.NoContent;
    }

    private ApiAnswer MakeToken(ApiRequest request)
    {
        var token = new TokenState(PublicId.Create(), $"pscale_tkn_{RandomNumberGenerator.GetString(PublicId.Alphabet, 40)}", request.Texts("permissions") ?? []);
        file.Change(state => state with { Tokens = [.. state.Tokens, token] });
        return new(200, new JsonObject { ["service_token_id"] = token.Id, ["service_token"] = token.Token });
    }

    private ApiAnswer PutForward(ApiRequest request)
    {
        clock.PutForward(TimeSpan.FromSeconds(request.Number("seconds") ?? 0));
        return ApiAnswer.NoContent;
    }
}

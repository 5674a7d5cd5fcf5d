using Carpool.Emulator.Http;

namespace Carpool.Emulator.Api;

/// <summary>What a test wants to go wrong.</summary>
/// <param name="Method">Null is every one.</param>
/// <param name="Path">What the path has to contain.</param>
/// <param name="Status">Answered instead of acting; null where the request is carried out.</param>
/// <param name="Mishap">What happens to the answer.</param>
internal sealed record Fault(string? Method, string Path, int? Status, Mishap Mishap)
{
    public bool Meets(ApiRequest request) =>
        (Method is null || Method == request.Method) && string.Join('/', request.Path).Contains(Path, StringComparison.Ordinal);
}

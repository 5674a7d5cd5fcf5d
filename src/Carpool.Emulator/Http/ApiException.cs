using System.Text.Json.Nodes;

namespace Carpool.Emulator.Http;

/// <summary>An answer that ends a request: the status, and the platform's code and words.</summary>
internal sealed class ApiException(int status, string code, string message) : Exception(message)
{
    public ApiAnswer Answer => new(status, new JsonObject { ["code"] = code, ["message"] = Message });

    public static ApiException NotFound() => new(404, "not_found", "Not Found");

    public static ApiException Unauthorized() => new(401, "unauthorized", "Unauthorized");

    public static ApiException Bad(string message) => new(400, "bad_request", message);

    public static ApiException Invalid(string message) => new(422, "invalid_params", message);

    public static ApiException Unprocessable(string message) => new(422, "unprocessable", message);

    public static ApiException TooMany() => new(429, "too_many_requests", "Too many requests");
}

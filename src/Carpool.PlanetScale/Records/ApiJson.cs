using System.Text.Json.Serialization;

namespace Carpool.PlanetScale;

/// <summary>A page of a list.</summary>
internal sealed record Page<T>(int? CurrentPage, int? NextPage, int? TotalPages, IReadOnlyList<T>? Data);

/// <summary>What an error says: a message, or what is wrong with each parameter.</summary>
internal sealed record ErrorBody(string? Code, string? Message, IReadOnlyList<ParameterError>? Errors);

/// <summary>What is wrong with a parameter.</summary>
internal sealed record ParameterError(string? Namespace, string? Name, IReadOnlyList<string>? Errors);

internal sealed record NewName(string Name);

internal sealed record Successor([property: JsonPropertyName("successor")] string Name);

internal sealed record ParameterChange(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Parameters);

/// <summary>All that goes over the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, Converters = [typeof(LenientText), typeof(LenientInstant)])]
[JsonSerializable(typeof(Page<Organization>))]
[JsonSerializable(typeof(Page<Database>))]
[JsonSerializable(typeof(Page<Branch>))]
[JsonSerializable(typeof(Page<BranchRole>))]
[JsonSerializable(typeof(Page<ChangeRequest>))]
[JsonSerializable(typeof(Page<Bouncer>))]
[JsonSerializable(typeof(Page<Cidr>))]
[JsonSerializable(typeof(IReadOnlyList<Parameter>))]
[JsonSerializable(typeof(IReadOnlyList<Extension>))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(NewName))]
[JsonSerializable(typeof(Successor))]
[JsonSerializable(typeof(RoleRequest))]
[JsonSerializable(typeof(ParameterChange))]
internal sealed partial class ApiJson : JsonSerializerContext;

using System.Text.Json;
using ModelContextProtocol;

namespace Carpool.Cli.Agents;

/// <summary>What a tool was told in one call, held against what it may be told, and as words of a command line that no value can leave its place in.</summary>
internal sealed class ToolArguments
{
    private readonly IDictionary<string, JsonElement> _given;

    /// <exception cref="McpException">A name that the tool does not know, a value of another kind, or none where one has to be.</exception>
    public ToolArguments(IReadOnlyList<ToolInput> inputs, IDictionary<string, JsonElement>? given)
    {
        _given = given ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var name in _given.Keys.Where(name => inputs.All(input => input.Name != name)))
            throw new McpException($"There is no argument '{name}'{(inputs.Count == 0 ? "" : $"; there are {string.Join(", ", inputs.Select(input => input.Name))}")}.");
        foreach (var input in inputs)
        {
            if (!_given.TryGetValue(input.Name, out var value))
            {
                if (input.IsRequired) throw new McpException($"Argument '{input.Name}' is missing: {input.Description}");
            }
            else if (!IsOf(input.Kind, value))
            {
                throw new McpException($"Argument '{input.Name}' is {Words(input.Kind)}.");
            }
        }
    }

    /// <summary>The text that was given; null where none was.</summary>
    public string? Text(string name) => _given.TryGetValue(name, out var value) ? value.GetString() : null;

    /// <summary>The texts that were given.</summary>
    public IEnumerable<string> Texts(string name) => _given.TryGetValue(name, out var value) ? value.EnumerateArray().Select(text => text.GetString()!) : [];

    /// <summary>The option where the flag is set.</summary>
    public IEnumerable<string> Flag(string name, string option) => _given.TryGetValue(name, out var value) && value.GetBoolean() ? [option] : [];

    /// <summary>The option with each text that was given, in one word: what begins with a dash is a value nevertheless.</summary>
    public IEnumerable<string> Option(string name, string option) =>
        (_given.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.Array ? Texts(name) : Text(name) is { } text ? [text] : []).Select(text => $"{option}={text}");

    private static bool IsOf(ToolInputKind kind, JsonElement value) => kind switch
    {
        ToolInputKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        ToolInputKind.Texts => value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(each => IsOf(ToolInputKind.Text, each)),
        _ => value.ValueKind is JsonValueKind.String && value.GetString()!.Length > 0,
    };

    private static string Words(ToolInputKind kind) => kind switch
    {
        ToolInputKind.Flag => "true or false",
        ToolInputKind.Texts => "a list of texts",
        _ => "a text",
    };
}

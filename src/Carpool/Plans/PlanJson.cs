using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Carpool.State;

namespace Carpool.Plans;

/// <summary>
/// The one form in which facts are written down: equal facts give equal text, and what is read back is what was written. Only facts
/// are: what a record works out from them is left out.
/// </summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions Compact = OptionsOf(isIndented: false);
    private static readonly JsonSerializerOptions Indented = OptionsOf(isIndented: true);

    /// <summary>On one line, to be compared and hashed.</summary>
    public static string Compactly<T>(T facts) => JsonSerializer.Serialize(facts, Of<T>(Compact));

    /// <summary>A plan for a file.</summary>
    public static string Write(SavedPlan plan) => JsonSerializer.Serialize(plan, Of<SavedPlan>(Indented));

    /// <summary>The plan that a file holds.</summary>
    /// <exception cref="JsonException">It holds anything else.</exception>
    public static SavedPlan Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Of<SavedPlan>(Compact)) ?? throw new JsonException("It holds null");
        }
        catch (ArgumentException impossible)
        {
            throw new JsonException("It holds a name that Postgres cannot have", impossible);
        }
    }

    private static JsonTypeInfo<T> Of<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions OptionsOf(bool isIndented) => new()
    {
        WriteIndented = isIndented,
        NewLine = "\n",

        // Not for a web page: names stay readable
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
            new TextConverter<RoleName>(text => new(text!), name => name.Value),
            new TextConverter<DatabaseName>(text => new(text!), name => name.Value),
            new TextConverter<ColumnName>(text => new(text!), name => name.Value),
            new TextConverter<ObjectName>(text => new(text!), name => name.Text),
            new TextConverter<ExtensionName>(text => new(text!), name => name.Value),
            new TextConverter<SchemaName>(text => new(text!), name => name.Value),
            new TextConverter<PublicationName>(text => new(text!), name => name.Value),
            new TextConverter<IndexName>(text => new(text!), name => name.Value),
            new TextConverter<SlotName>(text => new(text!), name => name.Value),
            new TextConverter<Privilege>(text => Privilege.Of(text!), privilege => privilege.Keyword),
            new TextConverter<Grantee>(Grantee.Of, grantee => (grantee as Grantee.Role)?.Name.Value),
            new ItemsConverter<Login>(),
            new ItemsConverter<Group>(),
            new ItemsConverter<DefaultGrant>(),
            new ItemsConverter<Privilege>(),
            new ItemsConverter<RoleName>(),
            new ItemsConverter<FormerIdentity>(),
            new ItemsConverter<string>(),
        },
        TypeInfoResolver = PlanJsonContext.Default.WithAddedModifier(LeaveOutWhatIsWorkedOut),
    };

    private static void LeaveOutWhatIsWorkedOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Set is null && property.AssociatedParameter is null).ToList()) type.Properties.Remove(property);
    }
}

/// <summary>The shapes of all that is in a plan.</summary>
[JsonSerializable(typeof(SavedPlan))]
[JsonSerializable(typeof(IReadOnlyList<Login>))]
[JsonSerializable(typeof(IReadOnlyList<Group>))]
[JsonSerializable(typeof(IReadOnlyList<DefaultGrant>))]
[JsonSerializable(typeof(IReadOnlyList<Privilege>))]
[JsonSerializable(typeof(IReadOnlyList<RoleName>))]
[JsonSerializable(typeof(IReadOnlyList<FormerIdentity>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;

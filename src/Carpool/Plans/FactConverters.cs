using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Carpool.State;

namespace Carpool.Plans;

/// <summary>A fact that is one text: a name, a keyword. Null is a text of its own only where it means something, as PUBLIC among grantees.</summary>
internal sealed class TextConverter<T>(Func<string?, T> read, Func<T, string?> write) : JsonConverter<T>
    where T : class
{
    public override bool HandleNull => typeof(T) == typeof(Grantee);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
}

/// <summary>A list that is a value.</summary>
internal sealed class ItemsConverter<T> : JsonConverter<EquatableList<T>>
{
    public override EquatableList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize(ref reader, Items(options)) ?? []);

    public override void Write(Utf8JsonWriter writer, EquatableList<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, Items(options));

    private static JsonTypeInfo<IReadOnlyList<T>> Items(JsonSerializerOptions options) =>
        (JsonTypeInfo<IReadOnlyList<T>>)options.GetTypeInfo(typeof(IReadOnlyList<T>));
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Carpool.Credentials;

/// <summary>
/// A text that must not be seen: a password, a verifier. <see cref="Reveal"/> is the one way to it, so that a search for that word
/// finds every place where a secret leaves its wrapping.
/// </summary>
[DebuggerDisplay(Mask)]
[JsonConverter(typeof(Masked))]
public sealed class Secret : IEquatable<Secret>
{
    /// <summary>What is shown instead.</summary>
    public const string Mask = "********";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text;

    /// <summary>Wraps <paramref name="text"/>.</summary>
    public Secret(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>The text itself.</summary>
    public string Reveal() => _text;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(_text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Mask;

    private sealed class Masked : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A secret is never read from JSON: what was written there is its mask");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(Mask);
    }
}

namespace Carpool.Manifest.Grammar;

/// <summary>
/// What may stand at a place of the manifest. The parser, the "did you mean", the JSON Schema and the reference all walk the
/// same tree of shapes, so that none of them can know a key that another does not. Closed.
/// </summary>
internal abstract record Shape
{
    /// <summary>More words than these nobody reads in a message.</summary>
    private const int Few = 10;

    private Shape()
    {
    }

    /// <summary>A mapping of known keys.</summary>
    /// <param name="ExactlyOneOf">Keys of which one must stand there, and no more than one.</param>
    /// <param name="MayBeEmpty">True where nothing at all means the same as `{}`.</param>
    internal sealed record Keys(IReadOnlyList<Key> Known, IReadOnlyList<string>? ExactlyOneOf = null, bool MayBeEmpty = false) : Shape;

    /// <summary>A mapping of names that the user chooses.</summary>
    /// <param name="Noun">What is named, such as "app".</param>
    /// <param name="MayBeList">True where a list of the names alone says that all have an empty value.</param>
    /// <param name="AtLeastOne">True where an empty mapping says nothing that makes sense.</param>
    internal sealed record Names(string Noun, Shape Value, bool MayBeList = false, bool AtLeastOne = false) : Shape;

    /// <summary>A list, each item of it text that stands there once.</summary>
    internal sealed record Texts(string Noun) : Shape;

    /// <summary>Text that is not empty.</summary>
    /// <param name="IsSecret">True where the text is never printed.</param>
    /// <param name="Pattern">A regular expression that the schema tells editors; the parser has its own, better words.</param>
    internal sealed record Text(bool IsSecret = false, string? Pattern = null) : Shape;

    /// <summary>A whole number.</summary>
    internal sealed record Number(int Least, int Most) : Shape;

    /// <summary>true or false.</summary>
    internal sealed record Flag : Shape;

    /// <summary>One of a few words.</summary>
    internal sealed record Choice(IReadOnlyList<string> Words) : Shape;

    /// <summary>The value of a Postgres setting: text, a number, true or false, or a list of such.</summary>
    internal sealed record Setting : Shape;

    /// <summary>A single word, or else something larger.</summary>
    internal sealed record WordOr(string Word, Shape Other) : Shape;

    /// <summary>What is wanted here, in the user's words.</summary>
    internal string Wanted => this switch
    {
        Keys keys => $"a mapping with {Nearest.Listed(keys.Known.Select(key => key.Name))}",
        Names { MayBeList: true } names => $"a list of {names.Noun} names, or a mapping of {names.Noun} names,",
        Names names => $"a mapping of {names.Noun} names",
        Texts texts => $"a list of {texts.Noun} names",
        Text => "some text",
        Number number => $"a whole number from {number.Least} to {number.Most}",
        Flag => "true or false",
        Choice { Words.Count: > Few } choice => $"one of {choice.Words.Count} words, such as {Nearest.Listed(choice.Words.Take(2), "or")},",
        Choice choice => Nearest.Listed(choice.Words, "or"),
        Setting => "text, a number, true or false, or a list of these",
        WordOr word => $"`{word.Word}` or {word.Other.Wanted}",
    };
}

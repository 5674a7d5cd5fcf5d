using System.Text.Json;
using System.Text.RegularExpressions;

namespace Carpool.Doctor.Errors;

/// <summary>The errors of known-errors.json, and the search for them in what somebody pastes.</summary>
public static class ErrorCatalogue
{
    /// <summary>More than a screenful of log is read by nobody.</summary>
    private const int MostLetters = 200_000;

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Lazy<IReadOnlyList<KnownError>> s_all = new(Load);

    internal static IReadOnlyList<KnownError> All => s_all.Value;

    /// <summary>Every known error in the text, in the order of the catalogue: those that say more come first.</summary>
    public static IReadOnlyList<ErrorDiagnosis> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = text.Length > MostLetters ? text[..MostLetters] : text;
        return
        [
            .. from error in All
               let match = error.Pattern.Match(read)
               where match.Success
               select new ErrorDiagnosis(error.Id, match.Value, Filled(error.Cause, match), Filled(error.Fix, match), error.Code),
        ];
    }

    /// <summary>A group's text in place of its name in braces.</summary>
    private static string Filled(string sentence, Match match) =>
        match.Groups.Values.Aggregate(sentence, (text, group) => text.Replace($"{{{group.Name}}}", group.Value, StringComparison.Ordinal));

    private static IReadOnlyList<KnownError> Load()
    {
        using var stream = typeof(ErrorCatalogue).Assembly.GetManifestResourceStream("Carpool.Doctor.known-errors.json")!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document.RootElement.EnumerateArray().Select(error => new KnownError(
                Text(error, "id"),
                new Regex(Text(error, "pattern"), Plain, TimeSpan.FromSeconds(5)),
                Text(error, "cause"),
                Text(error, "fix"),
                error.TryGetProperty("code", out var code) ? code.GetString() : null,
                Text(error, "example"))),
        ];
    }

    private static string Text(JsonElement error, string key) => error.GetProperty(key).GetString()!;
}

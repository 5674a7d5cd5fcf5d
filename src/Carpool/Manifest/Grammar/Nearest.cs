namespace Carpool.Manifest.Grammar;

/// <summary>The word that somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>The known word that is fewest edits away, or null where none is near enough to be meant.</summary>
    public static string? To(string typed, IEnumerable<string> known) =>
        known.Select(word => (word, edits: Edits(typed, word)))
            .Where(candidate => candidate.edits <= Math.Max(1, candidate.word.Length * 2 / 5))
            .OrderBy(candidate => candidate.edits)
            .Select(candidate => candidate.word)
            .FirstOrDefault();

    /// <summary>The words as one reads them aloud: `a`, `b` and `c`.</summary>
    public static string Listed(IEnumerable<string> words, string last = "and")
    {
        var quoted = words.Select(word => $"`{word}`").ToList();
        return quoted.Count < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted.SkipLast(1))} {last} {quoted[^1]}";
    }

    /// <summary>Levenshtein's distance without regard to case; a word much longer than the known one is far without counting.</summary>
    private static int Edits(string typed, string known)
    {
        if (typed.Length > known.Length * 2) return int.MaxValue;
        var row = Enumerable.Range(0, known.Length + 1).ToArray();
        for (var i = 1; i <= typed.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= known.Length; j++)
            {
                var cost = char.ToUpperInvariant(typed[i - 1]) == char.ToUpperInvariant(known[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[^1];
    }
}

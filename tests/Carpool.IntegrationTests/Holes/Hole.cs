using System.Globalization;
using System.Text.RegularExpressions;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;

namespace Carpool.IntegrationTests.Holes;

/// <summary>
/// A way to open a wall, as a file tells it: SQL of the bootstrap superuser, with lines that say where it runs and what has to be found.
/// A look-alike is the same with nothing to find.
/// </summary>
/// <param name="Opens">What stands open, in a sentence.</param>
/// <param name="Extension">What the server must have been built with.</param>
/// <param name="IsClosedByHand">The fix is no SQL.</param>
/// <param name="Undo">What takes back all that the fix leaves.</param>
internal sealed partial record Hole(
    string Name, string Opens, IReadOnlyList<ExpectedFinding> Finds, int From, int Until, string? Extension, PlainSight Plain, string? Unknown, bool IsClosedByHand, IReadOnlyList<HoleStep> Steps, IReadOnlyList<HoleStep> Undo)
{
    public static IReadOnlyList<Hole> Corpus { get; } = ReadAll("Corpus");

    public static IReadOnlyList<Hole> Lookalikes { get; } = ReadAll("Lookalikes");

    public bool ExistsOn(int version) => version >= From && version <= Until && (Extension is null || ServerBinaries.HasModule(version, Extension));

    /// <summary>What an admin of that kind has to be told.</summary>
    public PlainSight SightOf(AdminKind kind) => kind is AdminKind.Plain ? Plain : PlainSight.Finds;

    /// <exception cref="FormatException">A line that nobody understands.</exception>
    public static Hole Parse(string name, string text)
    {
        var said = new List<(string Word, string Text)>();
        var (steps, undo) = (new List<HoleStep>(), new List<HoleStep>());
        var (database, sql, place) = ("postgres", new List<string>(), steps);
        void EndSql()
        {
            var statements = Statements.Of(string.Join('\n', sql));
            if (statements.Count > 0) place.Add(new HoleStep.Sql(database, statements));
            sql = [];
        }

        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith("--", StringComparison.Ordinal))
            {
                sql.Add(line);
                continue;
            }

            var directive = Directive().Match(line);
            if (!directive.Success) throw new FormatException($"{name}: {line}");
            var (word, rest) = (directive.Groups["word"].Value, directive.Groups["rest"].Value);
            if (word is "opens" or "finds" or "from" or "until" or "needs" or "plain" or "closes")
            {
                said.Add((word, rest));
                continue;
            }

            EndSql();
            switch (word)
            {
                case "in": database = rest; break;
                case "session": place.Add(new HoleStep.Session(rest.Split(' ')[0], rest.Split(' ')[1])); break;
                case "hba": place.Add(new HoleStep.HostRule(rest)); break;
                case "undo": place = undo; break;
                default: throw new FormatException($"{name}: {line}");
            }
        }

        EndSql();
        string? One(string word) => said.Where(line => line.Word == word).Select(line => line.Text).SingleOrDefault();
        var plain = (One("plain") ?? "finds").Split(' ', 2);
        return new(
            name,
            One("opens") ?? throw new FormatException($"{name}: what does it open?"),
            [.. said.Where(line => line.Word == "finds").Select(line => ExpectedFinding.Parse(line.Text))],
            int.Parse(One("from") ?? "0", CultureInfo.InvariantCulture),
            int.Parse(One("until") ?? "99", CultureInfo.InvariantCulture),
            One("needs")?["extension ".Length..],
            Enum.Parse<PlainSight>(plain[0], ignoreCase: true),
            plain.ElementAtOrDefault(1),
            (One("closes") ?? "sql") switch { "sql" => false, "hand" => true, var other => throw new FormatException($"{name}: closes: {other}") },
            steps,
            undo);
    }

    private static List<Hole> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "tests", "Carpool.IntegrationTests", "Holes", folder), "*.sql").Order(StringComparer.Ordinal)
            .Select(file => Parse(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ];

    [GeneratedRegex("^-- (?<word>[a-z]+)(: (?<rest>.+))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Directive();
}

/// <summary>What a plain admin is told of a hole.</summary>
internal enum PlainSight
{
    /// <summary>All that a superuser is told.</summary>
    Finds,

    /// <summary>That it may not look there.</summary>
    Unknown,

    /// <summary>Nothing: not even that there is something to look at.</summary>
    Nothing,
}

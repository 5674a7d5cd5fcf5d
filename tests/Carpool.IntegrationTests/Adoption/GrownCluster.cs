using System.Text.RegularExpressions;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;

namespace Carpool.IntegrationTests.Adoption;

/// <summary>
/// A cluster that somebody made by hand, as a file tells it: SQL, with lines that say where it runs and what has to hold. Each login's
/// password is <c>old NAME</c>.
/// </summary>
/// <param name="Cans">What logins do there, before and after adoption.</param>
/// <param name="Outs">Logins that a closed database shuts out.</param>
/// <param name="Findings">Codes that `adopt` tells, beside that no password is known.</param>
/// <param name="Hazards">Codes that block the first `up`.</param>
/// <param name="Stays">Objects that keep their owner.</param>
/// <param name="Warnings">Codes that `verify` tells in the end, beside that no password is known: what the cluster's own people opened inside an app.</param>
internal sealed partial record GrownCluster(
    string Name, IReadOnlyList<Section> Sections, IReadOnlyList<Act> Cans, IReadOnlyList<(string Login, string Database)> Outs, IReadOnlyList<string> Findings, IReadOnlyList<string> Hazards, IReadOnlyList<string> Stays, IReadOnlyList<string> Warnings,
    bool IsForSuperusers, int Since, bool NeedsModule)
{
    private static string Folder { get; } = Path.Combine(RepositoryFolder.Path, "tests", "Carpool.IntegrationTests", "Adoption", "Clusters");

    public static IReadOnlyList<string> All { get; } = [.. Directory.EnumerateFiles(Folder, "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static string PasswordOf(string login) => $"old {login}";

    public static GrownCluster Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, $"{name}.sql"));
        List<string> Of(string word) => [.. lines.Where(line => line.StartsWith($"-- {word} ", StringComparison.Ordinal)).Select(line => line[(word.Length + 4)..].Trim())];
        return new(
            name,
            [.. SectionsOf(lines)],
            [.. Of("can").Select(line => ActLine().Match(line)).Select(match => new Act(match.Groups["login"].Value, match.Groups["database"].Value, match.Groups["sql"].Value))],
            [.. Of("out").Select(line => PlaceLine().Match(line)).Select(match => (match.Groups["login"].Value, match.Groups["database"].Value))],
            Of("finding"),
            Of("hazard"),
            Of("stays"),
            Of("warning"),
            lines.Contains("-- superuser only", StringComparer.Ordinal),
            Of("from").Select(int.Parse).SingleOrDefault(),
            lines.Contains("-- needs postgres_fdw", StringComparer.Ordinal));
    }

    /// <summary>Runs it as the bootstrap superuser, or as the plain admin itself but for what only a superuser may do.</summary>
    public async Task GrowAsync(TestServer server, bool byAdmin, CancellationToken ct)
    {
        foreach (var section in Sections)
        {
            var isAdmins = byAdmin && !section.IsSuperusers;
            await using var session = await server.OpenAsync(section.Database, isAdmins ? server.AdminName : TestServer.Bootstrap, ct);
            if (section.Role is { } role) await session.RowsAsync($"SET ROLE \"{role}\"", ct);
            foreach (var statement in section.Statements)
            {
                await session.RowsAsync(statement, ct);

                // Up to 15 nobody may give a role anything without being a member of it
                if (isAdmins && MadeRole().Match(statement) is { Success: true } made) await session.RowsAsync($"GRANT {made.Groups["role"].Value} TO CURRENT_USER", ct);
            }
        }
    }

    private static IEnumerable<Section> SectionsOf(string[] lines)
    {
        var (database, role, isSuperusers, text) = ("postgres", (string?)null, false, new List<string>());
        foreach (var line in lines.Append("-- in postgres"))
        {
            if (SectionLine().Match(line) is not { Success: true } section)
            {
                if (!line.StartsWith("--", StringComparison.Ordinal)) text.Add(line);
                continue;
            }

            var statements = Split(string.Join('\n', text));
            if (statements.Count > 0) yield return new(database, role, isSuperusers, statements);
            (database, role) = (section.Groups["database"].Value, section.Groups["role"].Success ? section.Groups["role"].Value : null);
            isSuperusers = role == "superuser";
            if (isSuperusers) role = null;
            text = [];
        }
    }

    private static List<string> Split(string text) => [.. StatementEnd().Split(text).Select(statement => statement.Trim()).Where(statement => statement.Length > 0)];

    [GeneratedRegex(@"^(?<login>.+?) in (?<database>.+?): (?<sql>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ActLine();

    [GeneratedRegex(@"^(?<login>.+?) in (?<database>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceLine();

    [GeneratedRegex(@"^-- in (?<database>.+?)( as (?<role>.+))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SectionLine();

    [GeneratedRegex(@"^CREATE ROLE (?<role>""[^""]+""|\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MadeRole();

    [GeneratedRegex(@";\s*(?:\n|$)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatementEnd();
}

/// <summary>Statements that run in one database, as whoever makes the cluster, as another role, or as a superuser in any case.</summary>
internal sealed record Section(string Database, string? Role, bool IsSuperusers, IReadOnlyList<string> Statements);

/// <summary>Something that a login does in a database; it is taken back each time.</summary>
internal sealed record Act(string Login, string Database, string Sql);

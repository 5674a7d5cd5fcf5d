using System.Text;
using System.Text.RegularExpressions;
using Carpool.IntegrationTests.Server;

namespace Carpool.IntegrationTests.Scenarios;

/// <summary>
/// One case, read on one screen: words about it, then sections that begin with a line such as <c>-- plan --</c>. What is given:
/// `options`, `cluster.sql` (a cluster before Carpool), `before.yaml` (brought up first), `interrupted.yaml` (begun next and cut short),
/// `before.sql` (what somebody did since) and `carpool.yaml`. What is expected: `plan`, `sql`, `diagnostics`, `outcome`, and `rows` for the query in `after.sql`.
/// </summary>
internal sealed partial class Scenario
{
    private readonly string _path;
    private readonly string _words;
    private readonly List<string> _order = [];
    private readonly Dictionary<string, string> _sections = new(StringComparer.Ordinal);

    private Scenario(string path, string words) => (_path, _words) = (path, words);

    /// <summary>Which role Carpool connects as.</summary>
    public AdminKind Admin => Enum.Parse<AdminKind>(Option("admin") ?? "superuser", ignoreCase: true);

    /// <summary>The hazards that the run allows.</summary>
    public IReadOnlySet<string> Allowed => Words("allow").ToHashSet(StringComparer.Ordinal);

    /// <summary>Roles that are connected while the run goes on, each with its database.</summary>
    public IReadOnlyList<(string Role, string Database)> Sessions => [.. Words("sessions").Select(word => (word.Split('@')[0], word.Split('@')[1]))];

    /// <summary>After how many steps the run of `interrupted.yaml` is cut short.</summary>
    public int? InterruptedAfter => Option("interrupt") is { } steps ? int.Parse(steps) : null;

    /// <summary>The versions to run on: the newest, unless the scenario says `versions: all` or lists some.</summary>
    public IReadOnlyList<int> Versions => Option("versions") switch
    {
        null => [ServerMatrix.Newest],
        "all" => [.. ServerMatrix.FullVersions.Select(row => row.Data).OrderDescending()],
        _ => [.. Words("versions").Select(int.Parse).Intersect(ServerMatrix.FullVersions.Select(row => row.Data))],
    };

    /// <summary>Up to 14 schema public is not a plain admin's: its plans lack it, as the scenario that lists 14 shows; the outcome is the same.</summary>
    public bool ComparesPlanOn(int version) => version >= 15 || Admin is AdminKind.Superuser || IsListed;

    /// <summary>The SQL is compared where it is in the grammar of its file: the newest, or the versions that the scenario lists.</summary>
    public bool ComparesSqlOn(int version) => version >= 16 || IsListed;

    private bool IsListed => Option("versions") is { } listed && listed != "all";

    /// <summary>The text of a section; empty where there is none.</summary>
    public string this[string name]
    {
        get => _sections.GetValueOrDefault(name, "");
        set
        {
            if (!_sections.ContainsKey(name)) _order.Add(name);
            _sections[name] = value;
        }
    }

    public static Scenario Load(string path)
    {
        Scenario? scenario = null;
        var (name, text) = ("", new StringBuilder());
        foreach (var line in File.ReadLines(path))
        {
            if (Marker().Match(line) is { Success: true } marker)
            {
                Keep();
                name = marker.Groups["name"].Value;
            }
            else
            {
                text.Append(line).Append('\n');
            }
        }

        Keep();
        return scenario!;

        void Keep()
        {
            if (scenario is null) scenario = new Scenario(path, text.ToString());
            else scenario[name] = text.ToString();
            text.Clear();
        }
    }

    /// <summary>Writes the file anew, with the sections as they are now; empty ones are left out.</summary>
    public void Save()
    {
        var text = new StringBuilder(_words);
        foreach (var name in _order.Where(name => _sections[name].Length > 0)) text.Append($"-- {name} --\n{_sections[name]}");
        File.WriteAllText(_path, text.ToString());
    }

    private string? Option(string name) =>
        this["options"].Split('\n').Select(line => line.Split(':', 2)).FirstOrDefault(pair => pair[0] == name)?[1].Trim();

    private string[] Words(string option) => (Option(option) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^-- (?<name>[a-z.]+) --$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}

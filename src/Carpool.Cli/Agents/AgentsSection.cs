using Carpool.Cli.Arguments;
using Carpool.Cli.Commands;
using Carpool.Manifest;

namespace Carpool.Cli.Agents;

/// <summary>What agents are told of a stack in the AGENTS.md beside its manifest: one section between two marks, which is all of the file that is Carpool's.</summary>
internal static class AgentsSection
{
    /// <summary>The file's name, as the agents look for it.</summary>
    public const string FileName = "AGENTS.md";

    private const string Begin = "<!-- carpool: begin -->", End = "<!-- carpool: end -->";

    /// <summary>The file with the section in it: in the place of the one that stands there, else at the end.</summary>
    /// <param name="file">Null where there is none yet.</param>
    public static string Into(string? file, StackManifest manifest, GlobalArguments globals)
    {
        var section = $"{Begin}\n{Render(manifest, globals)}\n{End}";
        if (string.IsNullOrWhiteSpace(file)) return section + "\n";
        var (from, to) = (file.IndexOf(Begin, StringComparison.Ordinal), file.IndexOf(End, StringComparison.Ordinal));
        return from >= 0 && to > from ? file[..from] + section + file[(to + End.Length)..] : $"{file.TrimEnd()}\n\n{section}\n";
    }

    private static string Render(StackManifest manifest, GlobalArguments globals)
    {
        var option = globals.File is "carpool.yaml" ? "" : $" -f {ShellWord.Of(globals.File)}";
        return $"""
            ## Databases: Carpool

            Stack `{Plain(manifest.Stack)}` is what `{Plain(globals.File)}` says: each app has a Postgres database and logins of its own on {Cluster(manifest.Cluster)}, and no login can enter another app's database.

            * To change what there is, edit the manifest, run `carpool preview{option}`, show the user what it would do, and run `carpool up{option}` once they agree.
            * A program gets its connection strings from `carpool run APP{option} -- COMMAND`. Migrations run that way too, as a role that may migrate.
            * `carpool status{option} --json`, `carpool verify{option} --json` and `carpool explain CPnnnn` answer questions. `carpool mcp{option}` serves the same as tools.

            Do not:

            * create, alter or grant on databases and roles by hand: it is drift, and the next `up` takes it back;
            * pass `--allow CPnnnn` unless the user has read the hazard and agreed;
            * run `carpool purge` or `carpool destroy`: they destroy data for good;
            * print, log or commit connection strings, passwords or anything in `.carpool/`.
            """;
    }

    private static string Cluster(ClusterManifest cluster) => cluster switch
    {
        ClusterManifest.PlanetScale { Branch: var branch } =>
            $"PlanetScale (organization `{Plain(branch.Organization)}`, database `{Plain(branch.Database)}`, branch `{Plain(branch.Branch)}`)",
        ClusterManifest.Local => "an embedded cluster beside the manifest",
        _ => "the server whose admin's URL the manifest names",
    };

    // A name goes between backticks
    private static string Plain(string name) => name.Replace("`", "'", StringComparison.Ordinal);
}

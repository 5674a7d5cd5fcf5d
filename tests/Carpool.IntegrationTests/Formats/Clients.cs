using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Migrations;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Xunit;

namespace Carpool.IntegrationTests.Formats;

/// <summary>
/// Real clients: each logs in with connection strings of its kind and tells who it is, and where. A client that the machine lacks skips the
/// test by name.
/// </summary>
internal static class Clients
{
    private const string Query = "SELECT concat_ws('|', current_user, session_user, current_database())";
    private const string Jars = "/usr/share/java";

    // Debian's own, which sees Debian's packages; the first on PATH may be another
    private const string Python = "/usr/bin/python3";

    /// <summary>A URL, or keywords and values.</summary>
    public static async Task<IReadOnlyList<string>> PsqlAsync(IEnumerable<string> strings)
    {
        var answers = new List<string>();
        foreach (var text in strings) answers.Add(await PsqlAsync(["-d", text], null));
        return answers;
    }

    /// <summary>PGHOST and its like.</summary>
    public static Task<string> PsqlAsync(IReadOnlyDictionary<string, string> variables) => PsqlAsync([], variables);

    /// <summary>Npgsql's own strings.</summary>
    public static async Task<IReadOnlyList<string>> NpgsqlAsync(IEnumerable<string> strings)
    {
        var answers = new List<string>();
        foreach (var text in strings)
        {
            await using var source = NpgsqlDataSource.Create(text);
            await using var command = source.CreateCommand(Query);
            answers.Add((string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
        }

        return answers;
    }

    /// <summary>URLs, by node-postgres.</summary>
    public static async Task<IReadOnlyList<string>> NodeAsync(IEnumerable<string> urls)
    {
        var modules = await NodeProject.InstalledAsync("drizzle");
        return await LinesAsync("node", [Script("login.mjs"), modules, Query], urls);
    }

    /// <summary>URLs, by SQLAlchemy.</summary>
    public static async Task<IReadOnlyList<string>> SqlAlchemyAsync(IEnumerable<string> urls)
    {
        const string Probe = "import sqlalchemy; sqlalchemy.create_engine('postgresql+psycopg2://' if sqlalchemy.__version__.startswith('1.') else 'postgresql+psycopg://')";
        try
        {
            await ClientProcess.RunAsync(Python, ["-c", Probe]);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Assert.Skip("missing: python3-sqlalchemy with a driver");
        }

        return await LinesAsync(Python, [Script("login.py"), Query], urls);
    }

    /// <summary>URLs, by pgjdbc.</summary>
    public static async Task<IReadOnlyList<string>> JdbcAsync(IEnumerable<string> urls)
    {
        Assert.SkipWhen(ServerBinaries.TryFindProgram("javac") is null, "missing: javac");
        Assert.SkipUnless(File.Exists($"{Jars}/postgresql.jar"), "missing: libpostgresql-jdbc-java");
        return await LinesAsync("java", ["-cp", $"{Jars}/*", Script("LogIn.java"), Query], urls);
    }

    private static string Script(string name) => Path.Combine(RepositoryFolder.Path, "tests", "Carpool.IntegrationTests", "Formats", "clients", name);

    private static async Task<string> PsqlAsync(IReadOnlyList<string> where, IReadOnlyDictionary<string, string>? variables)
    {
        var psql = ServerBinaries.TryFindProgram("psql");
        Assert.SkipWhen(psql is null, "missing: psql");
        return (await ClientProcess.RunAsync(psql!, ["-XAtc", Query, .. where], environment: variables)).TrimEnd('\n');
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(string program, IReadOnlyList<string> arguments, IEnumerable<string> lines) =>
        (await ClientProcess.RunAsync(program, arguments, string.Concat(lines.Select(line => $"{line}\n")))).TrimEnd('\n').Split('\n');
}

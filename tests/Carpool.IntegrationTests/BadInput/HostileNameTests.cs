using System.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.BadInput;

/// <summary>Names that break whoever pastes text into SQL, URLs, patterns or paths. All are legal in Postgres.</summary>
public sealed class HostileNameTests
{
    private static readonly string[] s_names =
    [
        "o'brien", "x\"; drop database postgres; --", "my app", "naïve-ünï", "100%s", "UPPER", "select", "a.b", @"back\slash",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Work_from_end_to_end(int version, AdminKind kind)
    {
        var psql = ServerBinaries.TryFindProgram("psql");
        Assert.SkipWhen(psql is null, "missing: psql");
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("keep: {}\n" + string.Join('\n', s_names.Select(name => $"{Quoted(name)}: {{}}")));

        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        (await server.DatabasesAsync(Ct)).ShouldBe([.. s_names, "keep"], ignoreOrder: true);
        var outputs = await project.OutputsAsync();
        foreach (var name in s_names)
        {
            outputs.Database(name).ShouldBe(name);
            await using var session = await PostgresUrl.OpenAsync(outputs.Direct(name), ct: Ct);
            (await session.RowsAsync("SELECT current_user, session_user, current_database()", Ct)).ShouldBe([$"{name}_owner|{name}_app|{name}"]);
            (await PsqlAsync(psql!, outputs.Direct(name))).ShouldBe($"{name}_owner|{name}_app|{name}");
            (await PostgresUrl.RefusalAsync(outputs.Direct(name), "keep", Ct)).ShouldBe("42501");
            (await project.RunAsync("run", name, "--", "sh", "-c", "printf %s \"$DATABASE_URL\"")).ShouldExit(0).Out.ShouldBe(outputs.Direct(name));
        }

        var verify = await project.RunAsync("verify", "--json");
        verify.ShouldExit(0).Json.At("isolated").GetBoolean().ShouldBeTrue(verify.ToString());

        foreach (var name in s_names) await server.WaitUntilNobodyInAsync(name, Ct);
        project.Declare("keep: {}");
        await project.UpAsync();
        foreach (var name in s_names) (await project.RunAsync("purge", name, "--yes")).ShouldExit(0);
        (await server.DatabasesAsync(Ct)).ShouldBe(["keep"]);
        (await server.RolesAsync(Ct)).ShouldBe(["keep_app", "keep_owner"]);
        await project.ShouldBeInSyncAsync();
    }

    private static string Quoted(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";

    // libpq reads URLs by its own rules, so that Npgsql alone would prove little
    private static async Task<string> PsqlAsync(string psql, string url)
    {
        var start = new ProcessStartInfo(psql, ["-X", "-A", "-t", "-d", url, "-c", "SELECT current_user, session_user, current_database()"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGCLIENTENCODING"] = "UTF8";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var error = process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        process.ExitCode.ShouldBe(0, await error);
        return (await output).TrimEnd('\n');
    }
}

using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;

namespace Carpool.IntegrationTests.Adoption;

/// <summary>What every adoption goes through, and what has to hold on the way.</summary>
internal sealed class AdoptionStory(TestServer server, GrownCluster cluster)
{
    private IReadOnlyList<(string Login, string Database)> Insiders { get; } = [.. cluster.Cans.Select(act => (act.Login, act.Database)).Distinct().Except(cluster.Outs)];

    public async Task RunAsync(CancellationToken ct)
    {
        using var project = new TempProject(server);
        var databases = await server.DatabasesAsync(ct);
        foreach (var act in cluster.Cans)
        {
            await using var session = await LogInAsync(act.Login, act.Database, ct);
            await DoAsync(session, act, ct);
        }

        var before = await DigestAsync(databases, ct);
        var adopted = (await project.RunAsync("adopt", "--all", "--write", "carpool.yaml", "--stack", "grown", "--yes", "--json")).ShouldExit(0);
        adopted.Codes.Except(["CP2024"]).Distinct().Order(StringComparer.Ordinal).ShouldBe(cluster.Findings.Order(StringComparer.Ordinal), adopted.ToString());
        (await DigestAsync(databases, ct)).ShouldBe(before, "adoption changes nothing but the registry");
        var manifest = await File.ReadAllTextAsync(project.ManifestFile, ct);
        manifest.ShouldContain("url: ${CARPOOL_ADMIN_URL}");
        manifest.ShouldNotContain(server.AdminPassword);

        var preview = (await project.RunAsync("preview", "--json")).ShouldExit(0);
        preview.Json.Items("changes").SelectMany(change => change.GetProperty("hazards").EnumerateArray().Select(code => code.GetString()!)).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(cluster.Hazards.Order(StringComparer.Ordinal), $"{manifest}\n{preview}");
        if (cluster.Hazards.Count > 0) (await project.RunAsync("up", "--yes")).ShouldExit(3);

        var kept = new List<(NpgsqlConnection Session, string Login, string Database)>();
        foreach (var (login, database) in Insiders) kept.Add((await LogInAsync(login, database, ct), login, database));
        (await project.RunAsync(["up", "--yes", "--json", .. cluster.Hazards.SelectMany(code => new[] { "--allow", code })])).ShouldExit(0);
        foreach (var (session, login, database) in kept) await DoAllAsync(session, login, database, "a session that was open all along", manifest, ct);
        await ShouldHoldAsync(project, databases, manifest, ct);
        foreach (var (session, login, _) in kept) await session.DisposeAsync();
        foreach (var (login, _) in Insiders) await server.WaitUntilGoneAsync(login, ct);

        // What sessions of before were left with goes when they are gone
        (await project.RunAsync("up", "--yes", "--json")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        await ShouldHoldAsync(project, databases, manifest, ct);
    }

    private async Task ShouldHoldAsync(TempProject project, IReadOnlyList<string> databases, string manifest, CancellationToken ct)
    {
        foreach (var (login, database) in Insiders)
        {
            await using var session = await LogInAsync(login, database, ct);
            await DoAllAsync(session, login, database, "a login with the password of before", manifest, ct);
            foreach (var other in databases.Append("postgres").Append("template1").Where(other => !Insiders.Contains((login, other)) && (other != "template1" || server.Kind is AdminKind.Superuser)))
                (await PostgresUrl.RefusalAsync(server.UrlOf(login, GrownCluster.PasswordOf(login), other), ct: ct)).ShouldBe("42501", $"{login} in {other}\n{manifest}");
        }

        foreach (var (login, database) in cluster.Outs)
            (await PostgresUrl.RefusalAsync(server.UrlOf(login, GrownCluster.PasswordOf(login), database), ct: ct)).ShouldBe("42501", $"{login} in {database}");

        foreach (var database in databases)
        {
            (await server.RowsAsync($"SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = '{database.Replace("'", "''", StringComparison.Ordinal)}'", ct: ct)).ShouldBe([server.AdminName]);
            var owners = (await DatabaseDigest.OwnersAsync(server, database, ct))
                .Where(pair => !pair.Key.StartsWith("extension ", StringComparison.Ordinal) && !(pair.Key == "schema public" && server.Version == 14 && server.Kind is AdminKind.Plain) && !cluster.Stays.Contains(pair.Key)).ToList();
            owners.Select(pair => pair.Value).Distinct().Count().ShouldBeLessThanOrEqualTo(1, $"{database}: {string.Join(", ", owners)}");
            (await server.RowsAsync("SELECT rolname FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND rolname = ANY(string_to_array('" + string.Join(',', owners.Select(pair => pair.Value.Replace("'", "''", StringComparison.Ordinal)).Distinct()) + "', ','))", ct: ct)).ShouldBeEmpty("an owner that may log in");
        }

        var verify = await project.RunAsync("verify", "--json");
        var told = verify.Json.Items("findings").Where(finding => finding.Text("code") != "CP2024").ToList();
        told.Select(finding => finding.Text("code")).Distinct().Order(StringComparer.Ordinal).ShouldBe(cluster.Warnings, Case.Sensitive, verify.ToString());
        told.ShouldAllBe(finding => finding.Text("severity") == "warning");
    }

    private async Task DoAllAsync(NpgsqlConnection session, string login, string database, string who, string manifest, CancellationToken ct)
    {
        foreach (var act in cluster.Cans.Where(act => (act.Login, act.Database) == (login, database)))
        {
            try
            {
                await DoAsync(session, act, ct);
            }
            catch (PostgresException refused)
            {
                throw new ShouldAssertException($"{who}, {login} in {database}: {act.Sql}: {refused.MessageText}\n{manifest}", refused);
            }
        }
    }

    private static async Task DoAsync(NpgsqlConnection session, Act act, CancellationToken ct)
    {
        await session.RowsAsync("BEGIN", ct);
        try
        {
            await session.RowsAsync(act.Sql, ct);
        }
        finally
        {
            await session.RowsAsync("ROLLBACK", ct);
        }
    }

    private Task<NpgsqlConnection> LogInAsync(string login, string database, CancellationToken ct) =>
        PostgresUrl.OpenAsync(server.UrlOf(login, GrownCluster.PasswordOf(login), database), ct: ct);

    /// <summary>Every row of every catalog that the databases see; of what the cluster shares, all but what hangs on the registry.</summary>
    private async Task<string> DigestAsync(IReadOnlyList<string> databases, CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (var database in databases)
        {
            lines.Add($"-- {database}");
            lines.AddRange((await DatabaseDigest.ReadAsync(server, database, ct)).Where(line => !line.StartsWith("pg_shdepend|", StringComparison.Ordinal)));
        }

        lines.AddRange(await server.RowsAsync("SELECT to_jsonb(d)::text FROM pg_shdepend AS d WHERE dbid <> (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY 1", ct: ct));
        return string.Join('\n', lines);
    }
}

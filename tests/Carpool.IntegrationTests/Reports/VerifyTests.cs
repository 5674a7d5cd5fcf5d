using System.Text.Json;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Reports;

/// <summary>What `verify` says of an open wall, in each of its ways, and what a baseline makes of it.</summary>
public sealed class VerifyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.FullVersions), MemberType = typeof(ServerMatrix))]
    public async Task An_open_wall_is_told_drawn_answered_and_accepted(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        await server.SqlAsync("CREATE ROLE analytics; GRANT analytics TO blog_app; GRANT todo_owner TO analytics; GRANT CONNECT ON DATABASE todo TO analytics", ct: Ct);

        var told = (await project.RunAsync("verify", "--json", "--matrix")).ShouldExit(4).Json;
        told.At("isolated").GetBoolean().ShouldBeFalse();
        told.Items("findings")[0].Text("severity").ShouldBe("error", "errors first");
        var matrix = told.At("matrix");
        var databases = matrix.Items("databases").Select(name => name.GetString()!).ToList();
        matrix.Items("logins").First(login => login.Text("login") == "todo_app").Items("reach")[databases.IndexOf("todo")].GetString().ShouldBe("own");
        matrix.Items("logins").First(login => login.Text("login") == "blog_app").Items("reach")[databases.IndexOf("todo")].GetString().ShouldBeOneOf("over_others", "enters");
        matrix.Items("logins").Select(login => login.Items("reach").Count).Distinct().ShouldBe([databases.Count]);

        var open = (await project.RunAsync("verify", "--path", "blog_app", "todo", "--json")).ShouldExit(4).Json;
        open.At("open").GetBoolean().ShouldBeTrue();
        open.Items("ways")[0].GetString()!.ShouldContain("analytics");
        var closed = (await project.RunAsync("verify", "--path", "todo_app", "blog", "--json")).ShouldExit(0).Json;
        closed.At("open").GetBoolean().ShouldBeFalse();
        closed.Items("reasons").ShouldNotBeEmpty();
        (await project.RunAsync("verify", "--path", "todo_app", "todo")).ShouldExit(0);

        // A way over a membership is a risk that somebody may take; a login that got in is a fact
        await server.SqlAsync("REVOKE CONNECT ON DATABASE todo FROM analytics", ct: Ct);
        var findings = (await project.RunAsync("verify", "--json")).ShouldExit(4).Json.Items("findings");
        await BaselineAsync(project, findings, "2999-12-31");
        var accepted = (await project.RunAsync("verify", "--json", "--baseline", "baseline.yaml")).ShouldExit(0).Json;
        accepted.At("isolated").GetBoolean().ShouldBeTrue();
        accepted.Items("accepted").Count.ShouldBe(findings.Count);
        accepted.Items("accepted")[0].Text("message").ShouldContain("accepted until 2999-12-31: known");
        accepted.Items("accepted")[0].Text("file").ShouldBe("baseline.yaml");

        await BaselineAsync(project, findings, "2020-01-01");
        var ended = (await project.RunAsync("verify", "--json", "--baseline", "baseline.yaml")).ShouldExit(4).Json;
        ended.Items("accepted").ShouldBeEmpty();
        ended.Items("findings").Select(finding => finding.Text("code")).ShouldContain("CP6060");
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "baseline.yaml"), "- {code: CP6001, reason: no, until: 2999-12-31}", Ct);
        (await project.RunAsync("verify", "--json", "--baseline", "baseline.yaml")).ShouldExit(1).Codes.ShouldBe(["CP6060"]);
    }

    private static Task BaselineAsync(TempProject project, IReadOnlyList<JsonElement> findings, string until) => File.WriteAllLinesAsync(
        Path.Combine(project.Folder, "baseline.yaml"),
        findings.Select(finding => (Code: finding.Text("code"), Subject: finding.Text("subject"))).Distinct().Select(one => $"- {{code: {one.Code}, subject: '{one.Subject}', reason: known, until: {until}}}"),
        Ct);
}

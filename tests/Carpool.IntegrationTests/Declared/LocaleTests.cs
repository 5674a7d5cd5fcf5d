using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Declared;

/// <summary>Databases that sort and store text in their own way, and never another.</summary>
public sealed class LocaleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task A_database_sorts_as_its_locale_says_and_keeps_it(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        var icu = version >= 15;
        project.Declare($"nordic: {{ locale: {{ {(icu ? "provider: icu, locale: sv-SE" : "locale: C")} }} }}\nlatin: {{ locale: {{ locale: C, encoding: LATIN1 }}, roles: {{ app: , auditor: {{ access: read }} }} }}");
        await project.UpAsync();
        await project.ShouldBeInSyncAsync();
        var outputs = await project.OutputsAsync();
        await using (var app = await PostgresUrl.OpenAsync(outputs.Direct("nordic"), ct: Ct))
        {
            var sorted = await app.RowsAsync("SELECT w FROM (VALUES ('z'), ('ö'), ('a'), ('B')) AS v(w) ORDER BY w", Ct);
            string.Concat(sorted).ShouldBe(icu ? "aBzö" : "Bazö");
        }

        // Its encoding has not every character: nothing of Carpool's is lost on it
        await using (var app = await PostgresUrl.OpenAsync(outputs.Direct("latin", "app"), ct: Ct)) await app.RowsAsync("CREATE TABLE \"Größe\" (x text); INSERT INTO \"Größe\" VALUES ('ö')", Ct);
        await project.ShouldBeInSyncAsync();
        await using (var auditor = await PostgresUrl.OpenAsync(outputs.Direct("latin", "auditor"), ct: Ct)) (await auditor.RowsAsync("SELECT x, octet_length(x) FROM \"Größe\"", Ct)).ShouldBe(["ö|1"]);
        (await project.RunAsync("verify")).ShouldExit(0);

        project.Declare("nordic: { connections: 9, locale: { locale: POSIX } }\nlatin: { locale: { encoding: UTF8 } , roles: { app: , auditor: { access: read } } }");
        var error = await Refusal.OfAsync(project, server, "nordic", "POSIX", icu ? "sv-SE" : "locale C", "pg_dump");
        (error.Text("code"), error.Text("subject"), error.GetProperty("line").GetInt32()).ShouldBe(("CP2058", "nordic", 5));
        (await project.RunAsync("preview", "--json")).Json.Items("diagnostics").Where(item => item.Text("code") == "CP2058").Select(item => item.Text("subject")).ShouldBe(["nordic", "latin"]);
    }

    [Theory]
    [InlineData(14, "provider: icu, locale: de-AT", "from Postgres 15 on")]
    [InlineData(16, "provider: builtin, locale: C", "from 17 on")]
    [InlineData(17, "provider: builtin, locale: PG_UNICODE_FAST", "Write one of C, C.UTF-8.")]
    [InlineData(18, "locale: tlh_KR.UTF-8", "no such locale")]
    public async Task What_the_server_has_not_is_told_before_a_role_is_made(int version, string locale, string words)
    {
        if (ServerMatrix.FullVersions.All(row => row.Data != version)) return;
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare($"shop: {{ locale: {{ {locale} }} }}");
        (await Refusal.OfAsync(project, server, words)).Text("code").ShouldBe("CP2059");
    }
}

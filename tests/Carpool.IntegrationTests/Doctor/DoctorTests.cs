using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Doctor;

/// <summary>`doctor` on real servers, before the first `up` and after it.</summary>
public sealed class DoctorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Smoke), MemberType = typeof(ServerMatrix))]
    public async Task A_cluster_that_is_fit_says_so_and_stays_as_it_is(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: { connections: 5 }\ntodo: { connections: 5 }");
        var before = (await project.RunAsync("doctor", "--json")).ShouldExit(0).Json;
        before.At("fit").GetBoolean().ShouldBeTrue();
        before.Items("checks").Where(check => check.Text("status") == "fail").ShouldBeEmpty();
        before.At("connections").At("claimed").GetInt32().ShouldBe(13);
        await project.UpAsync();
        (await project.RunAsync("doctor")).ShouldExit(0).Out.ShouldContain("The cluster is fit for what is asked of it.");
        (await project.RunAsync("preview", "--detailed-exitcode")).ShouldExit(0);
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.FullVersions), MemberType = typeof(ServerMatrix))]
    public async Task Limits_that_do_not_fit_make_it_unfit_and_those_offered_fit(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: { connections: 500 }\ntodo: { connections: 500 }");
        var unfit = (await project.RunAsync("doctor", "--json")).ShouldExit(4).Json;
        unfit.At("fit").GetBoolean().ShouldBeFalse();
        var check = unfit.Items("checks").Single(one => one.Text("code") == "CP7001");
        check.Text("status").ShouldBe("fail");
        var offered = check.Text("fix").Split("each app to ")[1].Split(',')[0];
        project.Declare($"blog: {{ connections: {offered} }}\ntodo: {{ connections: {offered} }}");
        (await project.RunAsync("doctor", "--html", "doctor.html")).ShouldExit(0);
        (await File.ReadAllTextAsync(Path.Combine(project.Folder, "doctor.html"), Ct)).ShouldContain("The cluster is fit");
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.FullVersions), MemberType = typeof(ServerMatrix))]
    public async Task A_slot_without_a_reader_and_a_setting_that_waits_are_told(int version)
    {
        await using var server = await ServerPool.RentAsync(version, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: { connections: 5 }");
        await server.SqlAsync("SELECT pg_create_physical_replication_slot('left_behind', true)", ct: Ct);
        try
        {
            var checks = (await project.RunAsync("doctor", "--json")).ShouldExit(0).Json.Items("checks");
            checks.Single(check => check.Text("code") == "CP7007").Text("subject").ShouldBe("left_behind");
        }
        finally
        {
            await server.SqlAsync("SELECT pg_drop_replication_slot('left_behind')", ct: Ct);
        }
    }

    [Fact]
    public async Task A_log_is_piped_in()
    {
        using var folder = new TempProject();
        var explained = (await folder.RunAsync(["doctor", "--json", "--error"], "starting\nFATAL:  password authentication failed for user \"blog_app\"\nbye\n")).ShouldExit(0).Json;
        explained.Items("errors").ShouldHaveSingleItem().Text("error").ShouldBe("password");
        (await folder.RunAsync(["doctor", "--error"], "all is well\n")).ShouldExit(1);
    }
}

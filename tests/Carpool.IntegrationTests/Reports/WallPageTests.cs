using System.Diagnostics;
using System.Globalization;
using Carpool.Cli.Views.Report;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.State;
using Carpool.Walls;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Reports;

/// <summary>What `verify --html` writes, in a browser: it is drawn, it answers, and it asks the network for nothing.</summary>
public sealed class WallPageTests
{
    // Of report.css, in the light
    private const int Own = 0x2f9e6e, Enters = 0xe02d1f, OverOthers = 0xf08c00, DarkPaper = 0x11161d;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_apps_of_a_real_server()
    {
        using var browser = new Chromium();
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nmail: {}\nshop: {}\ntodo: {}\nwiki: {}");
        await project.UpAsync();
        await server.SqlAsync("CREATE ROLE analytics; GRANT analytics TO blog_app; GRANT shop_owner TO analytics; GRANT CONNECT ON DATABASE wiki TO todo_app", ct: Ct);

        var verified = (await project.RunAsync("verify", "--html", "walls.html")).ShouldExit(4);
        verified.Out.ShouldEndWith("Wrote walls.html\n");
        var file = Path.Combine(project.Folder, "walls.html");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var page = await File.ReadAllTextAsync(file, Ct);
        ShouldNeedNothing(page);

        var document = await browser.DumpAsync($"file://{file}");
        document.ShouldContain("Point at a cell.");
        document.ShouldContain("<text class=\"row\"");
        document.ShouldContain("class=\"over_others\"");
        document.ShouldContain("analytics");

        // A link to a cell is answered by the script
        var cell = page.Split("<a href=\"#")[^1].Split('"')[0];
        (await browser.DumpAsync($"file://{file}#{cell}")).ShouldContain("todo_app (todo) → wiki: enters, and must not");

        var photograph = await browser.PhotographAsync($"file://{file}", 1240, 1100);
        var colors = PngColors.Of(photograph);
        foreach (var color in (int[])[Own, Enters, OverOthers]) colors.GetValueOrDefault(color).ShouldBeGreaterThan(200, $"{color:x6}");
        await KeepAsync(photograph);
        PngColors.Of(await browser.PhotographAsync($"file://{file}", 1240, 1100, isDark: true)).GetValueOrDefault(DarkPaper).ShouldBeGreaterThan(100_000);

        // A report makes room for a report, and for nothing else
        (await project.RunAsync("verify", "--html", "walls.html", "--quiet")).ShouldExit(4);
        await File.WriteAllTextAsync(file, "mine", Ct);
        (await project.RunAsync("verify", "--html", "walls.html")).ShouldExit(1).Err.ShouldContain("CP4082");
        (await File.ReadAllTextAsync(file, Ct)).ShouldBe("mine");
    }

    [Fact]
    public async Task Five_hundred_apps()
    {
        using var browser = new Chromium();
        var folder = Directory.CreateTempSubdirectory("carpool-report-");
        try
        {
            var file = Path.Combine(folder.FullName, "walls.html");
            var page = WallPage.Of("many", new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.Zero), Many(500));
            ShouldNeedNothing(page);
            await File.WriteAllTextAsync(file, page, Ct);

            var clock = Stopwatch.StartNew();
            (await browser.DumpAsync($"file://{file}#c3-400")).ShouldContain("app003_app (app003) → app400: enters, and must not");
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            (await browser.DumpAsync($"file://{file}#c499-499")).ShouldContain("app499_app (app499) → app499: its own");
            (await browser.DumpAsync($"file://{file}#c500-0")).ShouldContain("500 logins, 500 databases. Point at a cell.");

            var colors = PngColors.Of(await browser.PhotographAsync($"file://{file}", 1240, 1700));
            colors.GetValueOrDefault(Own).ShouldBeGreaterThan(1_500, "500 cells of 2 × 2 pixels on the diagonal");
            colors.GetValueOrDefault(Enters).ShouldBeGreaterThan(400);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static WallReport Many(int count) => new(new ProbeCount(2_000, 1_500, 500, 0, 0), [], [])
    {
        Matrix = new(
            [.. Enumerable.Range(0, count).Select(app => new DatabaseName($"app{app:000}"))],
            [.. Enumerable.Range(0, count).Select(app => new ReachRow(new RoleName($"app{app:000}_app"), $"app{app:000}", [.. Enumerable.Range(0, count).Select(other => ReachOf(app, other))]))]),
    };

    private static Reach ReachOf(int app, int other) => (app, other) switch
    {
        _ when app == other => Reach.Own,
        (3, >= 100) => Reach.Enters,
        _ => Reach.Refused,
    };

    // Nothing to load, whatever the browser would do about it: not even the policy is needed
    private static void ShouldNeedNothing(string page)
    {
        foreach (var lead in (string[])["http:", "https:", "src=", "url(", "@import", "<link", "<iframe", "<form"]) page.ShouldNotContain(lead);
        page.ShouldContain("default-src 'none'");
    }

    // The guide's picture: CARPOOL_GOLDEN takes it anew
    private static async Task KeepAsync(byte[] photograph)
    {
        var file = Path.Combine(RepositoryFolder.Path, "docs", "images", "verify-report.png");
        if (Environment.GetEnvironmentVariable("CARPOOL_GOLDEN") is "1") await File.WriteAllBytesAsync(file, photograph, Ct);
        new FileInfo(file).Length.ShouldBeInRange(10_000, 150_000, string.Create(CultureInfo.InvariantCulture, $"{file} is the guide's"));
    }
}

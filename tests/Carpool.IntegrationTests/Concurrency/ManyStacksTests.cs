using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Concurrency;

/// <summary>Many people press the button at once, while somebody is at the same objects by hand.</summary>
[Slow]
public sealed class ManyStacksTests
{
    // Undone at once by somebody else, or a login that lost its membership before it was tried
    private static readonly string[] s_undone = ["CP4004", "CP4005", "CP4006"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Corners), MemberType = typeof(ServerMatrix))]
    public async Task All_come_through_and_all_converge(int version, AdminKind kind)
    {
        var count = TestDepth.Current is TestDepth.Quick ? 6 : 16;
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        List<(TempProject Project, string App)> stacks = [.. Enumerable.Range(1, count).Select(number => (new TempProject(server), $"app{number}"))];
        try
        {
            await using (var hand = new HandAtWork(server, [.. stacks.Select(stack => stack.App)]))
            {
                foreach (var roles in new[] { "app: {}", "app: {connections: 5}, jobs: {}" })
                {
                    var runs = await Task.WhenAll(stacks.Select(stack => UpAsync(stack.Project, stack.App, roles)));
                    foreach (var run in runs) ShouldBeThroughOrUndone(run);
                }

                hand.Done.ShouldBeGreaterThan(100);
            }

            // What the hand left is put right; it may have left nothing
            foreach (var (project, _) in stacks) (await project.RunAsync("up", "--yes", "--json", "--allow", "CP3006")).ShouldExit(0);
            foreach (var (project, _) in stacks) await project.ShouldBeInSyncAsync();
            foreach (var (project, app) in stacks) (await project.OutputsAsync()).Logins.Count.ShouldBe(2, app);
        }
        finally
        {
            foreach (var (project, _) in stacks) project.Dispose();
        }
    }

    private static Task<CarpoolResult> UpAsync(TempProject project, string app, string roles)
    {
        project.Write($"stack: of-{app}\ncluster: {{url: \"${{CARPOOL_ADMIN_URL}}\"}}\napps: {{{app}: {{roles: {{{roles}}}}}}}\n");
        return project.RunAsync(["up", "--yes", "--json"], input: null, TimeSpan.FromMinutes(5));
    }

    private static void ShouldBeThroughOrUndone(CarpoolResult run)
    {
        foreach (var collision in new[] { "concurrently", "deadlock", "duplicate key", "being accessed" }) run.Everything.ShouldNotContain(collision);
        if (run.ShouldExit(0, 1).ExitCode == 0) return;
        run.Json.Items("diagnostics").Where(item => item.Text("severity") == "error").Select(item => item.Text("code")).ShouldBeSubsetOf(s_undone, run.ToString());
    }
}

using System.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Crash;

/// <summary>One run that is killed, and the same command again: it must come to what an undisturbed run comes to.</summary>
internal static class CrashTrial
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>
    /// Killed when the server has carried out the statement of that number, and before the program hears of it. False where the run
    /// ended before that: how often it looks who is in its way depends on the time.
    /// </summary>
    public static async Task<bool> KillAfterAsync(int number, CrashStory story, CrashGround ground)
    {
        await using var server = await ground.RentAsync();
        using var project = ground.Project(server);
        ProxiedStatement? killedAfter = null;
        await using (var proxy = new StatementProxy(server, number))
        {
            project.Environment["CARPOOL_ADMIN_URL"] = proxy.AdminUrl;
            using var run = await project.StartAsync([.. story.Command, "--parallel", "1"]);
            await Task.WhenAny(proxy.Reached, run.Ended).WaitAsync(TimeSpan.FromSeconds(60), Ct);
            if (proxy.Reached.IsCompleted) killedAfter = await proxy.Reached;
            await run.KillAsync();
        }

        await SucceedAgainAsync($"{story.Name}, killed after {killedAfter?.ToString() ?? "its end"}", server, project, story, ground, waits: true);
        return killedAfter is not null;
    }

    /// <summary>Killed at some moment, with lanes side by side, and run again at once.</summary>
    public static async Task KillAtAsync(TimeSpan moment, CrashStory story, CrashGround ground)
    {
        await using var server = await ground.RentAsync();
        using var project = ground.Project(server);
        using (var run = await project.StartAsync([.. story.Command, "--parallel", "4"]))
        {
            await Task.WhenAny(run.Ended, Task.Delay(moment, Ct));
            await run.KillAsync();
        }

        await SucceedAgainAsync($"{story.Name}, killed after {moment.TotalMilliseconds:0.0} ms", server, project, story, ground, waits: false);
    }

    private static async Task SucceedAgainAsync(string trial, TestServer server, TempProject project, CrashStory story, CrashGround ground, bool waits)
    {
        try
        {
            if (waits) await NothingIsLeftAsync(server);
            project.Environment["CARPOOL_ADMIN_URL"] = server.AdminUrl;
            var again = await project.RunAsync(story.Command);
            var isSaidDone = story.DoneBefore is { } done && again.ExitCode == 1 && again.Err.Contains(done, StringComparison.Ordinal);
            if (!isSaidDone) again.ShouldExit(0);
            if (waits) again.Everything.ShouldNotContain("Waiting for");

            var portrait = await ClusterPortrait.ReadAsync(server, Ct);
            portrait.Except(ground.After).ShouldBeEmpty("what an undisturbed run does not leave");
            ground.After.Except(portrait).ShouldBeEmpty("what only an undisturbed run leaves");
            await EveryCredentialWorksAsync(project);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{trial}: {failure.Message}", failure);
        }
    }

    /// <summary>No session, and so no lock and no transaction, outlives the killed run by more than a moment.</summary>
    private static async Task NothingIsLeftAsync(TestServer server)
    {
        const string Left = """
            SELECT pid, usename, datname, state, query FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
            UNION ALL SELECT pid, 'lock', NULL, NULL, NULL FROM pg_locks WHERE locktype = 'advisory'
            """;
        for (var waited = Stopwatch.StartNew(); await server.RowsAsync(Left, ct: Ct) is { Count: > 0 } left; await Task.Delay(10, Ct))
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), string.Join('\n', left));
        }
    }

    private static async Task EveryCredentialWorksAsync(TempProject project)
    {
        foreach (var (database, url) in (await project.OutputsAsync()).Logins)
        {
            await using var session = await PostgresUrl.OpenAsync(url, ct: Ct);
            (await session.RowsAsync("SELECT current_user", Ct)).ShouldBe([$"{database}_owner"], url);
        }
    }
}

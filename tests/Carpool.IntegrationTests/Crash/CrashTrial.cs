using System.Diagnostics;
using System.Text.RegularExpressions;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Crash;

/// <summary>One run that is killed, and the same command again: it must come to what an undisturbed run comes to.</summary>
internal sealed partial class CrashTrial : IAsyncDisposable
{
    private readonly CrashGround _ground;
    private readonly TestServer _server;
    private readonly TempProject _project;
    private readonly IReadOnlyList<NpgsqlConnection> _guests;

    private CrashTrial(CrashGround ground, TestServer server, IReadOnlyList<NpgsqlConnection> guests) =>
        (_ground, _server, _project, _guests) = (ground, server, ground.Project(server), guests);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>
    /// Killed when the server has carried out the statement of that number, and before the program hears of it. False where the run
    /// ended before that: how often it looks who is in its way depends on the time.
    /// </summary>
    /// <param name="again">Whether the command is run again in every case, also where another trial came to the same state and home from it.</param>
    public static async Task<bool> KillAfterAsync(int number, CrashGround ground, bool again)
    {
        await using var trial = await BeginAsync(ground);
        return await trial.KillAfterAsync(number, again);
    }

    /// <summary>Killed at some moment, with lanes side by side, and run again at once.</summary>
    public static async Task KillAtAsync(TimeSpan moment, CrashGround ground)
    {
        await using var trial = await BeginAsync(ground);
        using (var run = await trial._project.StartAsync([.. ground.Story.Command, "--parallel", "4"]))
        {
            await Task.WhenAny(run.Ended, Task.Delay(moment, Ct));
            await run.KillAsync();
        }

        await NamedAsync($"killed after {moment.TotalMilliseconds:0.0} ms", () => trial.SucceedAgainAsync(mayWait: true));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in _guests) await guest.DisposeAsync();
        _project.Dispose();
        await _server.DisposeAsync();
    }

    private static async Task<CrashTrial> BeginAsync(CrashGround ground)
    {
        var server = await ground.RentAsync();
        return new CrashTrial(ground, server, await ground.Story.WelcomeGuestsAsync(server));
    }

    private static async Task NamedAsync(string name, Func<Task> actAsync)
    {
        try
        {
            await actAsync();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{name}: {failure.Message}", failure);
        }
    }

    private async Task<bool> KillAfterAsync(int number, bool again)
    {
        ProxiedStatement? last = null;
        await using (var proxy = new StatementProxy(_server, number))
        {
            _project.Environment["CARPOOL_ADMIN_URL"] = proxy.AdminUrl;
            using var run = await _project.StartAsync([.. _ground.Story.Command, "--parallel", "1"]);
            await Task.WhenAny(proxy.Reached, run.Ended).WaitAsync(TimeSpan.FromSeconds(60), Ct);
            if (proxy.Reached.IsCompleted) last = await proxy.Reached;
            await run.KillAsync();
        }

        await NamedAsync($"killed after {last?.ToString() ?? "its end"}", async () =>
        {
            await NothingIsLeftAsync();
            var state = await StateAsync();
            if (!again && last is { IsLasting: false } && _ground.LeadsHome(state)) return;
            await SucceedAgainAsync(mayWait: false);
            _ground.LedHome(state);
        });
        return last is not null;
    }

    /// <summary>No session, and so no lock and no transaction, outlives the killed run by more than a moment.</summary>
    private async Task NothingIsLeftAsync()
    {
        const string Left = """
            SELECT pid, usename, datname, state, query FROM pg_stat_activity WHERE application_name LIKE 'carpool%'
            UNION ALL SELECT pid, 'lock', NULL, NULL, NULL FROM pg_locks WHERE locktype = 'advisory'
            """;
        await using var session = await _server.OpenAsync(ct: Ct);
        for (var waited = Stopwatch.StartNew(); await session.RowsAsync(Left, Ct) is { Count: > 0 } left; await Task.Delay(10, Ct))
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), string.Join('\n', left));
        }
    }

    /// <summary>What the next run finds: the cluster, and whether there is a key yet.</summary>
    private async Task<string> StateAsync() => string.Join('\n', [.. await ClusterPortrait.ReadAsync(_server, Ct), $"key {File.Exists(_project.KeyFile)}"]);

    private async Task SucceedAgainAsync(bool mayWait)
    {
        _project.Environment["CARPOOL_ADMIN_URL"] = _server.AdminUrl;
        var run = await _project.RunAsync(_ground.Story.Command);
        var isSaidDone = _ground.Story.DoneBefore is { } done && run.ExitCode == 1 && run.Err.Contains(done, StringComparison.Ordinal);
        if (!isSaidDone) run.ShouldExit(0);
        if (!mayWait) run.Everything.ShouldNotContain("Waiting for");

        var portrait = await ClusterPortrait.ReadAsync(_server, Ct);
        if (_ground.Story.MayTurnTwice && portrait.Except(_ground.After, StringComparer.Ordinal).Any())
        {
            // Names alternate: with one turn more they are as after a single one
            (await _project.RunAsync(_ground.Story.Command)).ShouldExit(0);
            portrait = [.. (await ClusterPortrait.ReadAsync(_server, Ct)).Select(line => Generation().Replace(line, match => $"|blog|{match.Groups["role"].Value}|App||{int.Parse(match.Groups["generation"].Value) - 2}|"))];
        }

        portrait.Except(_ground.After, StringComparer.Ordinal).ShouldBeEmpty("what an undisturbed run does not leave");
        _ground.After.Except(portrait, StringComparer.Ordinal).ShouldBeEmpty("what only an undisturbed run leaves");
        await _ground.Story.NoGuestStaysAsync(_server);
        await EveryCredentialWorksAsync();
    }

    private async Task EveryCredentialWorksAsync()
    {
        foreach (var (database, url) in (await _project.OutputsAsync()).Logins)
        {
            await using var session = await PostgresUrl.OpenAsync(url, ct: Ct);
            (await session.RowsAsync("SELECT current_user", Ct)).ShouldBe([$"{database}_owner"], url);
        }
    }

    [GeneratedRegex(@"\|blog\|(?<role>app|jobs)\|App\|\|(?<generation>\d+)\|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Generation();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Local;
using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Rotation;

/// <summary>Clients that connect again and again, with whatever `outputs` says, notice nothing of a hundred rotations.</summary>
[Slow]
public sealed class FiftyClientsTests
{
    private const int Clients = 50;

    /// <summary>A client connects with what it has just read: counted from before `outputs` was started, because on a busy machine one reader serves fifty clients late.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static int Rotations => TestDepth.Current switch
    {
        TestDepth.Quick => 3,
        TestDepth.Ci => 8,
        _ => 100,
    };

    [Fact]
    public async Task No_login_fails_and_every_old_password_is_refused()
    {
        await using var local = await LocalProject.UpAsync("blog, todo");
        var project = local.Project;
        var current = new Tuple<AppOutputs, long>(await project.OutputsAsync(), Stopwatch.GetTimestamp());
        var handedOut = new HashSet<string>(StringComparer.Ordinal) { current.Item1.Direct("blog") };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var (failures, logins) = (new ConcurrentQueue<string>(), 0);

        // Whoever connects reads what is handed out; one reader serves all, as a configuration service does
        var reader = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                var began = Stopwatch.GetTimestamp();
                var read = await project.OutputsAsync();
                lock (handedOut) handedOut.Add(read.Direct("blog"));
                Volatile.Write(ref current, new(read, began));
            }
        }, Ct);
        var clients = Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await Task.Delay(Pause, Ct);
                var (outputs, began) = Volatile.Read(ref current);
                var age = Stopwatch.GetElapsedTime(began);
                if (age > Fresh) continue;
                var url = client % 2 == 0 ? outputs.Direct("blog") : outputs.Pooled("blog")!;
                try
                {
                    await using var session = await PostgresUrl.OpenAsync(url, ct: Ct);
                    var who = await session.RowsAsync("SELECT current_user", Ct);
                    if (who is not ["blog_owner"]) failures.Enqueue($"{url}: {string.Join(' ', who)}");
                    Interlocked.Increment(ref logins);
                }
                catch (NpgsqlException failure)
                {
                    failures.Enqueue($"{(client % 2 == 0 ? "direct" : "pooled")} {PostgresUrl.Parse(url).Username}, read {age.TotalSeconds:0.0} s before: {failure.Message}");
                }
            }
        }, Ct)).ToList();

        for (var turn = 0; turn < Rotations; turn++) (await project.RunAsync("rotate", "blog", "--yes")).ShouldExit(0);
        await end.CancelAsync();
        await Task.WhenAll([reader, .. clients]);
        (await project.RunAsync("rotate", "blog", "--finish", "--yes")).ShouldExit(0);

        failures.ShouldBeEmpty();
        logins.ShouldBeGreaterThan(Clients);
        var last = await project.OutputsAsync();
        handedOut.Count.ShouldBeGreaterThan(Rotations / 2);
        foreach (var url in handedOut.Where(url => url != last.Direct("blog"))) (await PostgresUrl.RefusalAsync(url, ct: Ct)).ShouldBe("28P01");
        await using var app = await PostgresUrl.OpenAsync(last.Direct("blog"), ct: Ct);
        (await app.RowsAsync("SELECT count(*) FROM pg_shdepend AS d JOIN pg_roles AS r ON r.oid = d.refobjid WHERE r.rolcanlogin AND d.deptype = 'o' AND r.rolname LIKE 'blog%'", Ct)).ShouldBe(["0"]);
        (await project.RunAsync("preview", "--detailed-exitcode", "--credentials")).ShouldExit(0);
    }
}

using System.Collections.Concurrent;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Crash;

/// <summary>What every trial of a story begins with, and what the story comes to where nothing disturbs it.</summary>
internal sealed class CrashGround : IAsyncDisposable
{
    private readonly ServerSnapshot _before;
    private readonly byte[]? _key;
    private readonly ConcurrentDictionary<string, bool> _homeward = new(StringComparer.Ordinal);

    private CrashGround(CrashStory story, ServerSnapshot before, byte[]? key) => (Story, _before, _key) = (story, before, key);

    public CrashStory Story { get; }

    /// <summary>Every statement of the undisturbed run, from the lock on.</summary>
    public IReadOnlyList<ProxiedStatement> Statements { get; private set; } = [];

    /// <summary>How long the undisturbed run took.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>What the undisturbed run left.</summary>
    public IReadOnlyList<string> After { get; private set; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<CrashGround> PrepareAsync(CrashStory story, int version, AdminKind kind)
    {
        CrashGround ground;
        await using (var server = await ServerPool.RentAsync(version, kind, ct: Ct))
        {
            using var project = new TempProject(server);
            await story.PrepareAsync(project, server);
            ground = new CrashGround(story, await server.KeepAsync(Ct), File.Exists(project.KeyFile) ? await File.ReadAllBytesAsync(project.KeyFile, Ct) : null);
        }

        await ground.RunUndisturbedAsync();
        return ground;
    }

    /// <summary>True where the command, begun in this state, came home: begun there again, it would do the same again.</summary>
    public bool LeadsHome(string state) => _homeward.ContainsKey(state);

    public void LedHome(string state) => _homeward[state] = true;

    public ValueTask DisposeAsync() => _before.DisposeAsync();

    /// <summary>A server as it was before the command.</summary>
    public Task<TestServer> RentAsync() => ServerPool.RentAsync(_before, Ct);

    /// <summary>The project as it was before the command.</summary>
    public TempProject Project(TestServer server)
    {
        var project = new TempProject(server);
        project.Declare(Story.Apps);
        if (_key is null) return project;
        Directory.CreateDirectory(Path.GetDirectoryName(project.KeyFile)!);
        File.WriteAllBytes(project.KeyFile, _key);
        File.SetUnixFileMode(project.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return project;
    }

    private async Task RunUndisturbedAsync()
    {
        await using var server = await RentAsync();
        using var project = Project(server);
        var guests = await Story.WelcomeGuestsAsync(server);
        await using var proxy = new StatementProxy(server);
        project.Environment["CARPOOL_ADMIN_URL"] = proxy.AdminUrl;
        var run = (await project.RunAsync([.. Story.Command, "--parallel", "1"])).ShouldExit(0);
        Took = run.Took;
        Statements = [.. proxy.Statements.SkipWhile(statement => !statement.Sql.Contains("pg_try_advisory_lock", StringComparison.Ordinal))];
        Statements.ShouldNotBeEmpty();
        foreach (var guest in guests) await guest.DisposeAsync();
        await Story.NoGuestStaysAsync(server);
        After = await ClusterPortrait.ReadAsync(server, Ct);
    }
}

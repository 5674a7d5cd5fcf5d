using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Concurrency;

/// <summary>Two stacks, each with a key of its own, in one registry: neither can read the other, and neither harms it.</summary>
[Slow]
public sealed class NeighbouringStacksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Whatever_one_does_leaves_the_other_alone(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var ours = await StackAsync(server, "ours", "blog", "notes");
        using var theirs = await StackAsync(server, "theirs", "todo", "lists");
        var kept = await theirs.OutputsAsync();
        var before = await OfTheirsAsync(server);
        before.ShouldContain(line => line.Contains("|registered app|theirs|", StringComparison.Ordinal) || line.Contains("registered app|theirs|todo", StringComparison.Ordinal));

        foreach (var command in new string[][] { ["outputs", "--show-secrets"], ["status"], ["up", "--yes"], ["purge", "--yes"], ["destroy", "--yes"], ["purge", "--yes"] })
        {
            var run = (await ours.RunAsync([.. command, "--json"])).ShouldExit(0);
            run.Everything.ShouldNotContain("todo", Case.Sensitive, string.Join(' ', command));
            run.ShouldBeClean(kept.Passwords);
            (await OfTheirsAsync(server)).ShouldBe(before, string.Join(' ', command));
        }

        (await server.DatabasesAsync(Ct)).Where(name => name.StartsWith("blog", StringComparison.Ordinal) || name.StartsWith("notes", StringComparison.Ordinal)).ShouldBeEmpty();
        (await ours.RunAsync("restore", "lists", "--yes")).ShouldExit(1).Err.ShouldContain("no quarantined app lists");
        (await ours.RunAsync("purge", "lists", "--yes")).ShouldExit(1).Err.ShouldContain("no quarantined app lists");
        (await OfTheirsAsync(server)).ShouldBe(before);
        foreach (var (_, url) in kept.Logins) (await PostgresUrl.RefusalAsync(url, ct: Ct)).ShouldBeNull();
        await theirs.ShouldBeInSyncAsync();
        (await theirs.RunAsync("restore", "lists", "--yes")).ShouldExit(0);
    }

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task The_others_key_is_refused_and_the_loss_of_one_is_nothing_to_the_other(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var ours = await StackAsync(server, "ours", "blog", "notes");
        using var theirs = await StackAsync(server, "theirs", "todo", "lists");
        var before = await ClusterDigest.ReadAsync(server, Ct);
        var (ourKey, theirKey) = (await File.ReadAllTextAsync(ours.KeyFile, Ct), await File.ReadAllTextAsync(theirs.KeyFile, Ct));

        (ours.Environment["CARPOOL_KEY"], theirs.Environment["CARPOOL_KEY"]) = (theirKey.Trim(), ourKey.Trim());
        foreach (var (project, stack) in new[] { (ours, "ours"), (theirs, "theirs") })
        {
            foreach (var command in new[] { "up", "outputs", "status", "destroy", "purge" })
            {
                var run = (await project.RunAsync([command, "--json", .. command is "outputs" or "status" ? Array.Empty<string>() : ["--yes"]])).ShouldExit(1);
                run.Codes.ShouldBe(["CP4053"], command);
                run.Json.Items("diagnostics")[0].Text("message").ShouldContain(stack);
            }
        }

        (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before);
        ours.Environment["CARPOOL_KEY"] = null;
        await ours.ShouldBeInSyncAsync();
        Write(ours, "ours", "blog", "photos");
        await ours.UpAsync();
        (await ours.OutputsAsync()).Apps.ShouldBe(["blog", "photos"]);
        theirs.Environment["CARPOOL_KEY"] = null;
        await theirs.ShouldBeInSyncAsync();
    }

    /// <summary>A stack with a live app and a quarantined one.</summary>
    private static async Task<TempProject> StackAsync(TestServer server, string stack, string live, string removed)
    {
        var project = new TempProject(server);
        Write(project, stack, live, removed);
        await project.UpAsync();
        Write(project, stack, live);
        await project.UpAsync();
        return project;
    }

    private static void Write(TempProject project, string stack, params string[] apps) =>
        project.Write($"stack: {stack}\ncluster: {{url: \"${{CARPOOL_ADMIN_URL}}\"}}\napps: [{string.Join(", ", apps)}]\n");

    private static async Task<IReadOnlyList<string>> OfTheirsAsync(TestServer server) =>
        [.. (await ClusterPortrait.ReadAsync(server, Ct)).Where(line => new[] { "theirs", "todo", "lists" }.Any(name => line.Contains(name, StringComparison.Ordinal)))];
}

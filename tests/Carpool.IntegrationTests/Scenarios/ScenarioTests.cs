using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.Stacks;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Scenarios;

/// <summary>
/// Every scenario: plan, compare, carry out, read back, plan again. With CARPOOL_GOLDEN=1 the expectations are rewritten instead,
/// for a developer who reads the difference before it is committed.
/// </summary>
public abstract class ScenarioTests
{
    private static readonly string Root = Path.Combine(RepositoryFolder.Path, "tests", "Carpool.IntegrationTests", "Scenarios");

    private static readonly AsyncLocal<bool> s_rewrites = new();

    private static bool IsGolden => Environment.GetEnvironmentVariable("CARPOOL_GOLDEN") == "1";

    protected static TheoryData<string, int> In(string folder)
    {
        var rows = new TheoryData<string, int>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.scenario").Order(StringComparer.Ordinal))
        {
            foreach (var version in Scenario.Load(file).Versions) rows.Add(Path.GetRelativePath(Root, file), version);
        }

        return rows;
    }

    protected static async Task RunAsync(string file, int version)
    {
        if (IsGolden) Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", "expectations are never rewritten in CI");
        var ct = TestContext.Current.CancellationToken;
        var scenario = Scenario.Load(Path.Combine(Root, file));

        // The other versions are compared with what the first one wrote
        s_rewrites.Value = IsGolden && version == scenario.Versions[0];
        await using var server = await ServerPool.RentAsync(version, scenario.Admin, ct: ct);
        var run = new ScenarioRun(server, ct);
        await run.SqlAsync(scenario["cluster.sql"]);
        if (scenario["before.yaml"] is { Length: > 0 } before)
        {
            var first = await run.UpAsync(before);
            first.Outcome.ShouldBe(RunOutcome.Applied, string.Join('\n', first.Diagnostics));
        }

        if (scenario["interrupted.yaml"] is { Length: > 0 } interrupted)
        {
            var cut = await run.UpAsync(interrupted, scenario.Allowed, scenario.InterruptedAfter);
            cut.Outcome.ShouldBe(RunOutcome.Failed, string.Join('\n', cut.Diagnostics));
        }

        await run.SqlAsync(scenario["before.sql"]);
        var yaml = scenario["carpool.yaml"];
        var sessions = await Task.WhenAll(scenario.Sessions.Select(session => run.OpenAsync(session.Role, session.Database)));
        try
        {
            await CompareAsync(scenario, run, server, yaml, version, ct);
        }
        finally
        {
            foreach (var session in sessions) await session.DisposeAsync();
        }

        if (s_rewrites.Value) scenario.Save();
    }

    private static async Task CompareAsync(Scenario scenario, ScenarioRun run, TestServer server, string yaml, int version, CancellationToken ct)
    {
        var plan = await run.PreviewAsync(yaml);
        var untouched = await ClusterDigest.ReadAsync(server, ct);
        var report = await run.UpAsync(yaml, scenario.Allowed);
        PlanText.Changes(report.Plan).ShouldBe(PlanText.Changes(plan), "the plan of up is that of preview");

        // A plan that is refused is nobody's to read, and the SQL of one that is blocked stands in the scenario that allows it
        var isRefused = report.Outcome is RunOutcome.Refused;
        if (scenario.ComparesPlanOn(version)) Expect(scenario, "plan", isRefused ? "" : PlanText.Changes(plan));
        if (scenario.ComparesSqlOn(version)) Expect(scenario, "sql", isRefused || report.Outcome is RunOutcome.Blocked ? "" : PlanText.Sql(plan));
        Expect(scenario, "diagnostics", PlanText.Diagnostics(plan));
        Expect(scenario, "outcome", PlanText.Outcome(report));

        if (report.Outcome is RunOutcome.Applied or RunOutcome.InSync) await run.ShouldBeAsDesiredAsync(yaml);
        else if (report.Outcome is not RunOutcome.Failed) (await ClusterDigest.ReadAsync(server, ct)).ShouldBe(untouched, "nothing was to be done");
        if (scenario["after.sql"] is { Length: > 0 } query) Expect(scenario, "rows", string.Concat((await run.RowsAsync(query)).Select(row => $"{row}\n")));
    }

    private static void Expect(Scenario scenario, string section, string found)
    {
        if (s_rewrites.Value) scenario[section] = found;
        else found.ShouldBe(scenario[section], section);
    }
}

/// <summary>Stacks that begin and grow.</summary>
public sealed class GrowthScenarioTests : ScenarioTests
{
    public static TheoryData<string, int> Scenarios => In("Growth");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task Growth(string file, int version) => RunAsync(file, version);
}

/// <summary>What somebody changed by hand comes back to what the manifest says.</summary>
public sealed class DriftScenarioTests : ScenarioTests
{
    public static TheoryData<string, int> Scenarios => In("Drift");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task Drift(string file, int version) => RunAsync(file, version);
}

/// <summary>Apps that leave.</summary>
public sealed class RemovalScenarioTests : ScenarioTests
{
    public static TheoryData<string, int> Scenarios => In("Removal");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task Removal(string file, int version) => RunAsync(file, version);
}

/// <summary>What stands in the way is named, and nothing is done.</summary>
public sealed class ConflictScenarioTests : ScenarioTests
{
    public static TheoryData<string, int> Scenarios => In("Conflicts");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task Conflicts(string file, int version) => RunAsync(file, version);
}

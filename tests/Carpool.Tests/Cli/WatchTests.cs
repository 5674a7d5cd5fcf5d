using System.Net;
using System.Text.Json;
using Carpool.Cli.Arguments;
using Carpool.Cli.Views;
using Carpool.Cli.Watching;
using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Walls;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class WatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private static readonly Diagnostic Hole = WallCodes.OpenDatabase.With("Database blog is open.", "Close it.", "blog");
    private static readonly Drift Grant = new(ChangeAction.Delete, "grant", "blog", "CONNECT on database blog to PUBLIC", "blog");

    private static readonly WatchState Begin = new("cars", TimeSpan.FromMinutes(5));

    [Fact]
    public void AChangeIsToldOnce()
    {
        var (state, first) = Begin.After(Round());
        first.ShouldBe([new WatchEvent.Verified(state.LastGood!)]);
        (state, var none) = state.After(Round());
        none.ShouldBeEmpty();

        (state, var opened) = state.After(Round([Hole], [Grant]));
        opened.ShouldBe([new WatchEvent.Opened(Hole), new WatchEvent.Drifted(Grant), new WatchEvent.Verified(state.LastGood!)]);
        (state, none) = state.After(Round([Hole], [Grant]));
        none.ShouldBeEmpty();

        (state, var closed) = state.After(Round());
        closed.ShouldBe([new WatchEvent.Closed(Hole), new WatchEvent.Restored(Grant), new WatchEvent.Verified(state.LastGood!)]);
    }

    [Fact]
    public void WhatIsOpenAtTheBeginIsTold() => Begin.After(Round([Hole])).Events[0].ShouldBe(new WatchEvent.Opened(Hole));

    [Fact]
    public void WhatTheBaselineAcceptsIsNotClosed()
    {
        var accepted = new Baseline([new BaselineEntry("CP6003", "blog", "an archive", new DateOnly(2027, 1, 1), new SourceLocation("b.yaml", 1, 1))]).Of(Reports.Clean with { Findings = [Hole] }, new DateOnly(2026, 1, 1));
        var state = Begin.After(Round([Hole])).State;
        state.After(Round() with { Report = accepted }).Events[0].ShouldBe(new WatchEvent.Accepted(accepted.Accepted[0]));
    }

    [Fact]
    public void AServerThatIsGoneIsToldOnceUntilTheReasonChanges()
    {
        Diagnostic gone = ExecutionCodes.Unexpected.With("The server is gone"), other = gone with { Message = "another" };
        var (state, _) = Begin.After(Round([Hole]));
        (state, var failed) = state.After(Failed(gone));
        failed.ShouldHaveSingleItem().ShouldBeOfType<WatchEvent.Failed>();
        (state, failed) = state.After(Failed(gone));
        failed.ShouldBeEmpty();
        (state, failed) = state.After(Failed(other));
        failed.ShouldHaveSingleItem().ShouldBeOfType<WatchEvent.Failed>();
        state.Ailment(Now).ShouldBe($"the last round failed: {gone.Code.Id}");

        (state, var recovered) = state.After(Round([Hole]));
        recovered.ShouldBe([new WatchEvent.Recovered()]);
        (state.Rounds, state.Failures).ShouldBe((5, 3));
        state.Ailment(Now).ShouldBeNull();
    }

    [Fact]
    public void ARoundThatIsTooOldIsAnAilment()
    {
        Begin.Ailment(Now).ShouldBe("no round has ended yet");
        var state = Begin.After(Round()).State;
        state.Ailment(Now.AddMinutes(15)).ShouldBeNull();
        state.Ailment(Now.AddMinutes(16)).ShouldBe("the last round ended 960 s ago");
    }

    [Fact]
    public void PrometheusReadsTheMetrics()
    {
        var state = (Begin with { Stack = "a\"b\\c\nd" }).After(Round([Hole], [Grant])).State;
        var text = WatchMetrics.Of(state);
        foreach (var line in (string[])
        [
            "carpool_watch_info{stack=\"a\\\"b\\\\c\\nd\"} 1", "carpool_isolated 0", "carpool_findings{severity=\"error\"} 1", "carpool_findings{severity=\"warning\"} 0", "carpool_probes{outcome=\"refused\"} 6", "carpool_drift_changes 1",
            "carpool_last_verify_timestamp_seconds 1778051289", "carpool_verify_duration_seconds 1.5", "carpool_verify_errors_total 0", "# TYPE carpool_verify_errors_total counter",
        ]) text.Split('\n').ShouldContain(line);
        text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ShouldAllBe(line => line.StartsWith("carpool_"));

        var clean = Begin.After(Round()).State;
        WatchMetrics.Of(clean).ShouldContain("carpool_isolated 1\n");
        WatchMetrics.Of(clean.After(Failed(Hole)).State).ShouldContain("carpool_isolated 0\n", customMessage: "a server that cannot be asked proves nothing");
        WatchMetrics.Of(Begin).ShouldNotContain("carpool_findings");
    }

    [Fact]
    public void AnEventIsALine()
    {
        var (text, json) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        WatchEvent[] events =
        [
            new WatchEvent.Watching("cars", TimeSpan.FromMinutes(5), "127.0.0.1:9187"), new WatchEvent.Opened(Hole with { Message = "two\nlines" }), new WatchEvent.Drifted(Grant), new WatchEvent.Failed([Hole]), new WatchEvent.Verified(Round()), new WatchEvent.Ended(),
        ];
        foreach (var one in events)
        {
            new WatchTextLines(new Paper(text, isTerminal: false, isColored: false)).Write(Now, one);
            new WatchJsonLines(json).Write(Now, one);
        }

        text.ToString().ShouldBe(
            """
            2026-05-06T07:08:09Z watching cars every 300s, metrics on http://127.0.0.1:9187/metrics
            2026-05-06T07:08:09Z opened CP6003: two lines
            2026-05-06T07:08:09Z drift grant CONNECT on database blog to PUBLIC
            2026-05-06T07:08:09Z failed CP6003: Database blog is open.
            2026-05-06T07:08:09Z every wall stands, 0 changes to what the manifest says, 9 logins tried in 1.5 s
            2026-05-06T07:08:09Z ended

            """);
        var documents = json.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        documents.Select(document => document.GetProperty("event").GetString()).ShouldBe(["watching", "opened", "drift", "failed", "verified", "ended"]);
        documents[1].GetProperty("diagnostics")[0].GetProperty("subject").GetString().ShouldBe("blog");
        documents[2].GetProperty("change").GetProperty("action").GetString().ShouldBe("delete");
        documents[4].GetProperty("isolated").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("127.0.0.1:9187", "127.0.0.1:9187")]
    [InlineData("localhost:80", "127.0.0.1:80")]
    [InlineData("[::1]:9187", "[::1]:9187")]
    [InlineData("0.0.0.0:0", "0.0.0.0:0")]
    [InlineData("9187", null)]
    [InlineData(":9187", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    [InlineData("::1:9187", null)]
    [InlineData("127.0.0.1:65536", null)]
    [InlineData("127.1:80", null)]
    [InlineData("[127.0.0.1]:80", null)]
    [InlineData("example.com:80", null)]
    public void AnAddressHasAPort(string text, string? address) => ListenOption.Read(text).ShouldBe(address is null ? null : IPEndPoint.Parse(address));

    private static WatchRound Round(IReadOnlyList<Diagnostic>? findings = null, IReadOnlyList<Drift>? drift = null) =>
        new(Now, TimeSpan.FromSeconds(1.5), Reports.Clean with { Findings = findings ?? [] }, drift ?? [], []);

    private static WatchRound Failed(Diagnostic why) => WatchRound.Failed(Now, TimeSpan.FromSeconds(1), [why]);
}

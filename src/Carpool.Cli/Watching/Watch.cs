using System.Net;
using Carpool.Cli.Commands;
using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.Stacks;
using Carpool.Walls;

namespace Carpool.Cli.Watching;

/// <summary>Looks again and again, tells what changed, and goes on whatever happens to the server. Manifest and baseline are read anew each time.</summary>
internal sealed class Watch(Invocation invocation, string? baseline, bool isExhaustive, TimeSpan every)
{
    private readonly IWatchLines _lines = invocation.Globals.IsJson ? new WatchJsonLines(invocation.Terminal.Out) : new WatchTextLines(invocation.Results);

    private volatile WatchState? _state;

    private TimeProvider Clock => invocation.Terminal.Clock;

    /// <summary>Until it is told to end.</summary>
    /// <param name="listen">Null listens nowhere.</param>
    public async Task RunAsync(IPEndPoint? listen, CancellationToken cancellationToken)
    {
        // What does not hold at the begin will not hold later either
        Read(out var manifest, out _);
        var state = _state = new WatchState(manifest.Stack, every);
        await using var server = listen is null ? null : WatchServer.Start(listen, Answer);
        Tell(new WatchEvent.Watching(state.Stack, every, server?.Address.ToString()));
        try
        {
            while (true)
            {
                var begun = Clock.GetTimestamp();
                var round = await LookAsync(begun, cancellationToken);
                (state, var events) = state.After(round);
                _state = state;
                foreach (var one in events) Tell(one);
                var rest = every - Clock.GetElapsedTime(begun);
                if (rest > TimeSpan.Zero) await Task.Delay(rest, Clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Tell(new WatchEvent.Ended());
        }
    }

    private async Task<WatchRound> LookAsync(long begun, CancellationToken cancellationToken)
    {
        try
        {
            Read(out var manifest, out var accepted);
            await using var stack = await invocation.OpenAsync(manifest, new Unseen(), cancellationToken);
            var report = await stack.VerifyAsync(isExhaustive, VerifyCommand.Lanes, cancellationToken);
            var plan = await stack.PreviewAsync(new HashSet<string>(StringComparer.Ordinal), shallow: false, triesCredentials: false, cancellationToken);
            var now = Clock.GetUtcNow();
            return new(
                now,
                Clock.GetElapsedTime(begun),
                accepted.Of(report, DateOnly.FromDateTime(now.UtcDateTime)),
                [.. plan.Changes.Select(Drift.Of).Distinct()],
                [.. plan.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)]);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return WatchRound.Failed(Clock.GetUtcNow(), Clock.GetElapsedTime(begun), e is DiagnosticException told ? told.Diagnostics : [Invocation.Unexpected(e, invocation.Globals.IsVerbose)]);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever an operation throws when it is cut short
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private void Read(out StackManifest manifest, out Baseline accepted)
    {
        var read = ManifestLoader.Load(invocation.Globals.ManifestPath, invocation.Terminal.Variables);
        manifest = read.IsValid ? read.Value! : throw new DiagnosticException(read.Diagnostics);
        accepted = Arguments.BaselineOption.Load(baseline);
    }

    private (int Status, string Text) Answer(string path) => path switch
    {
        "/metrics" => (200, WatchMetrics.Of(_state!)),
        "/healthz" => _state!.Ailment(Clock.GetUtcNow()) is { } ailment ? (503, $"{ailment}\n") : (200, "ok\n"),
        _ => (404, "there are /metrics and /healthz\n"),
    };

    private void Tell(WatchEvent one) => _lines.Write(Clock.GetUtcNow(), one);

    private sealed class Unseen : IProgress<ReadingProgress>
    {
        public void Report(ReadingProgress value)
        {
        }
    }
}

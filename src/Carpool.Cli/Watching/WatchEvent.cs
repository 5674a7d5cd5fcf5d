using Carpool.Diagnostics;

namespace Carpool.Cli.Watching;

/// <summary>What is worth a line. Closed.</summary>
internal abstract record WatchEvent
{
    private WatchEvent()
    {
    }

    /// <summary>It begins.</summary>
    /// <param name="Listen">Where metrics are; null where nowhere.</param>
    internal sealed record Watching(string Stack, TimeSpan Every, string? Listen) : WatchEvent;

    /// <summary>A finding that was not there.</summary>
    internal sealed record Opened(Diagnostic Finding) : WatchEvent;

    /// <summary>A finding that is there no more.</summary>
    internal sealed record Closed(Diagnostic Finding) : WatchEvent;

    /// <summary>A finding that the baseline accepts from now on.</summary>
    internal sealed record Accepted(Diagnostic Finding) : WatchEvent;

    /// <summary>An object is not as the manifest says.</summary>
    internal sealed record Drifted(Drift Drift) : WatchEvent;

    /// <summary>It is again.</summary>
    internal sealed record Restored(Drift Drift) : WatchEvent;

    /// <summary>A round came to nothing, and not for the reason of the one before.</summary>
    internal sealed record Failed(IReadOnlyList<Diagnostic> Why) : WatchEvent;

    /// <summary>A round came to something after one that did not.</summary>
    internal sealed record Recovered : WatchEvent;

    /// <summary>How it stands: after the first round, and after each that found something changed.</summary>
    internal sealed record Verified(WatchRound Round) : WatchEvent;

    /// <summary>It ends, as it was asked to.</summary>
    internal sealed record Ended : WatchEvent;
}

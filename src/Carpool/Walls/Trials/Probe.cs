using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Trials;

/// <summary>A login that is tried at a database: its own, where it must get in, or another, where it must not.</summary>
internal sealed record Probe(App App, Login Login, DatabaseName Database)
{
    /// <summary>The login must get in.</summary>
    public bool IsOwn => Database == App.Database;

    /// <summary>A finding of this probe that proves nothing.</summary>
    public Diagnostic Inconclusive(string words) => WallCodes.Inconclusive.With(
        $"{Login.Name} of app {App.Name} and database {Database}: {words}.", "Run `carpool up`, then verify again.", Login.Name.Value);
}

/// <summary>What came of a probe.</summary>
/// <param name="Why">What proves nothing says why.</param>
internal sealed record ProbeResult(Probe Probe, ProbeOutcome Outcome, Diagnostic? Why = null);

/// <summary>How a login went.</summary>
internal enum ProbeOutcome
{
    /// <summary>42501: the one answer that is a wall.</summary>
    Refused,

    /// <summary>It is in its own database, as whom it should be.</summary>
    Own,

    /// <summary>It is in a database that is not its own.</summary>
    Entered,

    /// <summary>Anything else.</summary>
    Inconclusive,
}

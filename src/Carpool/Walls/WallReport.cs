using Carpool.Diagnostics;

namespace Carpool.Walls;

/// <summary>What the proof of the walls came to.</summary>
/// <param name="Findings">Errors are open walls.</param>
/// <param name="OpenByPlatform">What the platform does not let the admin close, by name; never claimed closed.</param>
public sealed record WallReport(ProbeCount Probes, IReadOnlyList<Diagnostic> Findings, IReadOnlyList<Diagnostic> OpenByPlatform)
{
    /// <summary>True when no finding is an error and no probe entered or was inconclusive.</summary>
    public bool IsIsolated => Probes is { Entered: 0, Inconclusive: 0 } && Findings.All(finding => finding.Severity != Severity.Error);
}

/// <summary>How the logins went.</summary>
/// <param name="Refused">Met 42501, the one answer that is a wall.</param>
/// <param name="Own">Entered their own database as its owner, so that a dead server is never isolated.</param>
/// <param name="Entered">Got in where they should not.</param>
/// <param name="Inconclusive">Met anything else.</param>
public sealed record ProbeCount(int Attempted, int Refused, int Own, int Entered, int Inconclusive);

using Carpool.Diagnostics;

namespace Carpool.Walls;

/// <summary>What the proof of the walls came to.</summary>
/// <param name="Findings">Errors are open walls; warnings are what may open one some day.</param>
/// <param name="OpenByPlatform">What the platform does not let the admin close, by name; never claimed closed.</param>
public sealed record WallReport(ProbeCount Probes, IReadOnlyList<Diagnostic> Findings, IReadOnlyList<Diagnostic> OpenByPlatform)
{
    /// <summary>What the admin may not read, and so was not judged; never claimed fine.</summary>
    public IReadOnlyList<Diagnostic> Unknown { get; init; } = [];

    /// <summary>Findings that a baseline accepts, with its reasons.</summary>
    public IReadOnlyList<Diagnostic> Accepted { get; init; } = [];

    /// <summary>Who gets into which database, by the catalogs.</summary>
    public ReachMatrix Matrix { get; init; } = new([], []);

    /// <summary>How what the logins tried inside their own databases went.</summary>
    public ActCount Acts { get; init; } = new(0, 0, 0, 0);

    /// <summary>True when no finding is an error and no probe entered or was inconclusive.</summary>
    public bool IsIsolated => Probes is { Entered: 0, Inconclusive: 0 } && Findings.All(finding => finding.Severity != Severity.Error);

    /// <summary>Errors first, then by subject and message.</summary>
    internal static IReadOnlyList<Diagnostic> InOrder(IEnumerable<Diagnostic> findings) =>
    [
        .. findings.OrderBy(finding => finding.Severity != Severity.Error).ThenBy(finding => finding.Subject, StringComparer.Ordinal).ThenBy(finding => finding.Message, StringComparer.Ordinal),
    ];
}

/// <summary>How the logins went.</summary>
/// <param name="Refused">Met 42501, the one answer that is a wall.</param>
/// <param name="Own">Entered their own database as its owner, so that a dead server is never isolated.</param>
/// <param name="Entered">Got in where they should not.</param>
/// <param name="Inconclusive">Met anything else.</param>
public sealed record ProbeCount(int Attempted, int Refused, int Own, int Entered, int Inconclusive);

/// <summary>How the acts went. Some of those done had to work.</summary>
/// <param name="Refused">Met the want of a privilege.</param>
/// <param name="Done">Went through, and were taken back.</param>
/// <param name="Inconclusive">Met anything else.</param>
public sealed record ActCount(int Attempted, int Refused, int Done, int Inconclusive);

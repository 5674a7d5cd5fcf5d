using Carpool.Diagnostics;

namespace Carpool.Walls;

/// <summary>Findings that are known and accepted, each with a reason and an end.</summary>
public sealed record Baseline(IReadOnlyList<BaselineEntry> Entries)
{
    /// <summary>What nobody can accept: a login that got in, a try that proved nothing, and a mistake of Carpool's own.</summary>
    private static readonly DiagnosticCode[] Facts = [WallCodes.Entered, WallCodes.Inconclusive, WallCodes.Disagreement];

    /// <summary>Nothing is accepted.</summary>
    public static Baseline Empty { get; } = new([]);

    /// <summary>False of a code that stands for what was seen to happen, not for a risk.</summary>
    internal static bool CanAccept(string code) => Facts.All(fact => fact.Id != code);

    /// <summary>The report with what is accepted set apart. An entry that has ended, or that no finding fits, is a warning.</summary>
    /// <param name="today">The day in UTC.</param>
    public WallReport Of(WallReport report, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(report);
        var inForce = Entries.Where(entry => entry.Until >= today).ToList();
        var judged = report.Findings.Select(finding => (Finding: finding, Entry: inForce.FirstOrDefault(entry => entry.Fits(finding)))).ToList();
        return report with
        {
            Findings = [.. judged.Where(one => one.Entry is null).Select(one => one.Finding), .. Entries.Select(entry => Doubt(entry, report.Findings, today)).OfType<Diagnostic>()],
            Accepted = [.. report.Accepted, .. judged.Where(one => one.Entry is not null).Select(one => Accepted(one.Finding, one.Entry!))],
        };
    }

    private static Diagnostic Accepted(Diagnostic finding, BaselineEntry entry) => finding with
    {
        Message = $"{finding.Message.TrimEnd('.')}; accepted until {entry.Until:yyyy-MM-dd}{(entry.Subject is null ? ", as anything with this code" : "")}: {entry.Reason}",
        Location = entry.Location,
    };

    private static Diagnostic? Doubt(BaselineEntry entry, IReadOnlyList<Diagnostic> findings, DateOnly today)
    {
        if (!findings.Any(entry.Fits))
            return WallCodes.Baseline.With($"The baseline accepts {entry}, and nothing like it was found", "Remove the entry.", entry.Subject, entry.Location);
        return entry.Until >= today
            ? null
            : WallCodes.Baseline.With(
                $"The baseline accepted {entry} until {entry.Until:yyyy-MM-dd}, and accepts it no more", "Close the hole, or decide anew and give the entry another end.", entry.Subject, entry.Location);
    }
}

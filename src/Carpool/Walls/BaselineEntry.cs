using Carpool.Diagnostics;

namespace Carpool.Walls;

/// <summary>A finding that somebody decided to live with.</summary>
/// <param name="Code">The code of the finding, such as CP6013.</param>
/// <param name="Subject">What it is about; null accepts it of everything.</param>
/// <param name="Reason">Why, in the words of whoever decided it.</param>
/// <param name="Until">The last day on which it is accepted, in UTC.</param>
/// <param name="Location">Where it stands.</param>
public sealed record BaselineEntry(string Code, string? Subject, string Reason, DateOnly Until, SourceLocation Location)
{
    /// <summary>True of a finding that is meant.</summary>
    public bool Fits(Diagnostic finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Code.Id == Code && (Subject is null || finding.Subject == Subject);
    }

    /// <inheritdoc/>
    public override string ToString() => Subject is null ? $"{Code} of anything" : $"{Code} of {Subject}";
}

using Carpool.Diagnostics;

namespace Carpool.Manifest.Reading;

/// <summary>What was found wrong in one file; every step of the reading adds to it, so that the user sees all at once.</summary>
internal sealed class Problems(string file)
{
    /// <summary>Nobody reads more, and a hostile file must not make a report larger than itself.</summary>
    private const int Most = 100;

    private readonly List<Diagnostic> found = [];
    private SourceLocation? firstUnlisted;

    /// <summary>True where nothing was found.</summary>
    internal bool IsEmpty => found.Count == 0;

    /// <summary>True once one was found that is not listed: nothing more will be, so whoever reads on may stop.</summary>
    internal bool IsFull => firstUnlisted is not null;

    /// <summary>A place in the file.</summary>
    internal SourceLocation At(long line, long column) => new(file, (int)Math.Max(1, line), (int)Math.Max(1, column));

    /// <summary>Adds a finding.</summary>
    internal void Add(DiagnosticCode code, SourceLocation location, string message, string? fix = null, string? subject = null)
    {
        if (found.Count < Most) found.Add(code.With(message, fix, subject, location));
        else firstUnlisted ??= location;
    }

    /// <summary>All findings in the order of the file.</summary>
    internal IReadOnlyList<Diagnostic> InOrder()
    {
        var inOrder = found.OrderBy(d => d.Location!.Line).ThenBy(d => d.Location!.Column).ToList();
        if (firstUnlisted is not null)
        {
            inOrder.Add(ManifestCodes.TooManyProblems.With(
                $"More than {Most} problems were found; the rest is not listed", "Correct those that are listed, then run again.", location: firstUnlisted));
        }

        return inOrder;
    }
}

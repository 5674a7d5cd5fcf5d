namespace Carpool.Diagnostics;

/// <summary>A kind of diagnostic. Codes are never renumbered or reused.</summary>
/// <param name="Id">CPnnnn: 1xxx manifest, 2xxx catalog and conflicts, 3xxx hazards, 4xxx execution, 5xxx platforms, 6xxx walls, 7xxx fitness.</param>
/// <param name="Title">What the page of the code is headed with.</param>
/// <param name="Severity">What a diagnostic of this kind usually weighs.</param>
public sealed record DiagnosticCode(string Id, string Title, Severity Severity = Severity.Error)
{
    /// <summary>A diagnostic of this kind, with the kind's usual severity.</summary>
    public Diagnostic With(string message, string? fix = null, string? subject = null, SourceLocation? location = null) =>
        new(this, Severity, message, fix, subject, location);

    /// <inheritdoc/>
    public override string ToString() => Id;
}

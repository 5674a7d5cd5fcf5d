namespace Carpool.Diagnostics;

/// <summary>A value together with what there is to say about it. <see cref="Value"/> is null only where an error stands among the diagnostics.</summary>
public sealed record Checked<T>(T? Value, IReadOnlyList<Diagnostic> Diagnostics)
    where T : class
{
    /// <summary>True where no diagnostic is an error.</summary>
    public bool IsValid => Value is not null && Diagnostics.All(d => d.Severity != Severity.Error);
}

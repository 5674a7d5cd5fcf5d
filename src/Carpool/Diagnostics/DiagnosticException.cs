namespace Carpool.Diagnostics;

/// <summary>The infrastructure failed, or a guard found that going on is unsafe: carries what the user is told. Never used for a finding that a function can return.</summary>
public sealed class DiagnosticException : Exception
{
    /// <summary>Carries one diagnostic.</summary>
    public DiagnosticException(Diagnostic diagnostic, Exception? inner = null)
        : this([diagnostic], inner)
    {
    }

    /// <summary>Carries several diagnostics.</summary>
    public DiagnosticException(IReadOnlyList<Diagnostic> diagnostics, Exception? inner = null)
        : base(string.Join(Environment.NewLine, diagnostics), inner) => Diagnostics = diagnostics;

    /// <summary>What the user is told; at least one is an error.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}

using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>A child did not start; the exit code is the one that shells give for it.</summary>
internal sealed class ChildException(Diagnostic diagnostic, int exitCode) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic { get; } = diagnostic;

    public int ExitCode { get; } = exitCode;
}

namespace Carpool.Diagnostics;

/// <summary>How much a diagnostic matters to the outcome of a command.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Info,

    /// <summary>Something to look at; the command goes on.</summary>
    Warning,

    /// <summary>The command cannot do what was asked.</summary>
    Error,
}

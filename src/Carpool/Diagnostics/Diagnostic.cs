namespace Carpool.Diagnostics;

/// <summary>One thing to tell the user: a value, never thrown by the middle of the house.</summary>
/// <param name="Code">The stable code, such as CP1001; its page is docs/diagnostics/CP1001.md.</param>
/// <param name="Message">One sentence that names the object.</param>
/// <param name="Fix">One imperative sentence, or null where there is nothing to do.</param>
/// <param name="Subject">The object it is about, as the user knows it: an app, a database, a role, a key of the manifest.</param>
/// <param name="Location">The place in the manifest, where there is one.</param>
public sealed record Diagnostic(DiagnosticCode Code, Severity Severity, string Message, string? Fix = null, string? Subject = null, SourceLocation? Location = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Location is null ? "" : $"{Location}: ")}{Code.Id}: {Message}";
}

using Carpool.Diagnostics;

namespace Carpool.Cli.Views;

/// <summary>Diagnostics for people: what, where, what to do.</summary>
internal static class DiagnosticText
{
    public static void Write(Paper paper, IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) Write(paper, Label(paper, diagnostic), diagnostic);
        if (diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error) is { } first && paper.IsTerminal)
            paper.Line(paper.Dim($"More about it: carpool explain {first.Code.Id}"));
    }

    public static void WriteHazard(Paper paper, Diagnostic diagnostic) => Write(paper, paper.Yellow($"hazard {diagnostic.Code.Id}"), diagnostic);

    private static void Write(Paper paper, string label, Diagnostic diagnostic)
    {
        paper.Line($"{label}: {Paper.Plain(diagnostic.Message)}");
        if (diagnostic.Location is { } location) paper.Line($"  at: {Paper.Plain(location.ToString())}");
        if (diagnostic.Fix is { } fix) paper.Line($"  fix: {Paper.Plain(fix)}");
    }

    private static string Label(Paper paper, Diagnostic diagnostic) => diagnostic.Severity switch
    {
        Severity.Error => paper.Red($"error {diagnostic.Code.Id}"),
        Severity.Warning => paper.Yellow($"warning {diagnostic.Code.Id}"),
        _ => paper.Dim($"info {diagnostic.Code.Id}"),
    };
}

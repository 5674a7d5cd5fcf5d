using Carpool.Diagnostics;

namespace Carpool.Cli.Views.Report;

/// <summary>Diagnostics on the page: code, the path in words, and what closes it.</summary>
internal static class FindingsList
{
    /// <summary>What stands before the SQL of a fix: `As blog_owner in database blog`.</summary>
    private const string Before = ": ";

    public static Html Of(string id, string title, string hint, IReadOnlyList<Diagnostic> diagnostics)
    {
        if (diagnostics.Count == 0) return Html.Nothing;
        return $"""
            <section id="{id}"><h2>{title} <small>{diagnostics.Count}</small></h2>
            <p class="hint">{hint}</p>
            {diagnostics.Select(One)}</section>

            """;
    }

    private static Html One(Diagnostic diagnostic) => $"""
        <article class="{DiagnosticJson.Name(diagnostic.Severity)}"><h3><span class="badge">{DiagnosticJson.Name(diagnostic.Severity)}</span> {diagnostic.Code.Id} <small>{diagnostic.Code.Title}</small></h3>
        <p class="path">{diagnostic.Message}</p>
        {(diagnostic.Fix is { } fix ? Fix(fix) : Html.Nothing)}</article>

        """;

    private static Html Fix(string fix)
    {
        var at = fix.IndexOf(Before, StringComparison.Ordinal);
        if (at < 0 || !fix.StartsWith("As ", StringComparison.Ordinal)) return $"<p class=\"fix\">{fix}</p>\n";
        return $"<p class=\"fix\">{fix[..at]}:</p>\n<pre><code>{fix[(at + Before.Length)..]}</code></pre>\n";
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Carpool.Cli.Views.Report;

/// <summary>
/// The frame of every HTML report: one page that needs nothing beside itself. Its policy lets nothing run but its own script and loads
/// nothing, whatever a name holds. The same report at the same time gives the same bytes.
/// </summary>
internal static class ReportPage
{
    /// <summary>How a page is known again that a new one may take the place of.</summary>
    public const string Mark = "<!doctype html>\n<meta name=\"generator\" content=\"carpool ";

    private static readonly string Style = Part("report.css");

    /// <summary>A whole page.</summary>
    /// <param name="command">What made it, such as `verify`.</param>
    /// <param name="made">When, and of what.</param>
    /// <param name="verdict">What it comes to, in a sentence, and whether that is good.</param>
    /// <param name="script">What runs in it; null is nothing.</param>
    public static string Of(string command, string title, string made, (bool IsGood, string Words) verdict, Html main, ReportScript? script = null)
    {
        Html page = $"""
            {Html.Own(Mark)}{command}">
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{Digest(Style)}'; {(script is null ? Html.Nothing : (Html)$"script-src 'sha256-{Digest(script.Code)}'; ")}base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <style>{Html.Own(Style)}</style></head><body>
            <header><h1>{title}</h1><p class="hint">carpool {command}, {made}</p>
            <p class="verdict {(verdict.IsGood ? "good" : "bad")}">{verdict.Words}</p></header>
            <main>
            {main}</main>
            <footer class="hint">carpool explain CPnnnn says more about a code.</footer>
            {(script is null ? Html.Nothing : Html.Own($"<script id=\"data\" type=\"application/json\">{script.Data}</script>\n<script>{script.Code}</script>\n"))}</body></html>

            """;
        return page.ToString();
    }

    /// <summary>A moment, in UTC.</summary>
    public static string Moment(DateTimeOffset at) => $"{at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";

    /// <summary>A part of the pages that is a file of its own.</summary>
    public static string Part(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"report/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>What runs in a page.</summary>
/// <param name="Code">JavaScript, which the page's policy names by its digest.</param>
/// <param name="Data">JSON in which what would end its element is escaped.</param>
internal sealed record ReportScript(string Code, string Data);

using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Carpool.Cli.Views.Report;

/// <summary>Markup whose holes are escaped: a name with `&lt;script&gt;` in it is shown, not run. What is markup already goes in as it is.</summary>
[InterpolatedStringHandler]
internal sealed class Html
{
    private readonly StringBuilder _text;

    public Html(int literalLength, int formattedCount) => _text = new(literalLength + (formattedCount * 16));

    private Html(string markup) => _text = new(markup);

    public static Html Nothing => new("");

    /// <summary>Markup that Carpool itself wrote: its own style and script.</summary>
    public static Html Own(string markup) => new(markup);

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(Paper.Plain(text ?? "")));

    public void AppendFormatted(int number) => _text.Append(number.ToString("N0", CultureInfo.InvariantCulture));

    public void AppendFormatted(Html markup) => _text.Append(markup._text);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts) _text.Append(part._text);
    }

    public override string ToString() => _text.ToString();
}

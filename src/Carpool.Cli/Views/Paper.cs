using System.Globalization;
using System.Text;
using Carpool.Cli.Commands;

namespace Carpool.Cli.Views;

/// <summary>Where lines for people go, in colour where that helps. What is written can hold any name: control characters are made visible.</summary>
internal sealed class Paper(TextWriter writer, bool isTerminal, bool isColored)
{
    private const char Escape = '\e';

    /// <summary>True where a line can be written over.</summary>
    public bool IsLive { get; } = isTerminal && isColored;

    public bool IsTerminal { get; } = isTerminal;

    public bool IsColored { get; } = isColored;

    public TextWriter Writer { get; } = writer;

    public static Paper On(TextWriter writer, bool isTerminal, Invocation invocation) => new(
        writer,
        isTerminal,
        isTerminal && !invocation.Globals.IsColorless && invocation.Terminal.Variable("NO_COLOR") is null && invocation.Terminal.Variable("TERM") is not (null or "dumb"));

    public void Line(string text = "") => Writer.WriteLine(text);

    /// <summary>Writes over the line that stands there.</summary>
    public void Over(string text) => Writer.Write($"\r{Escape}[K{text}");

    public string Red(string text) => Colored(31, text);

    public string Green(string text) => Colored(32, text);

    public string Yellow(string text) => Colored(33, text);

    public string Bold(string text) => Colored(1, text);

    public string Dim(string text) => Colored(2, text);

    /// <summary>The text without characters that would act on a terminal.</summary>
    public static string Plain(string text)
    {
        if (!text.Any(char.IsControl)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsControl(letter) && letter is not ('\n' or '\t')) plain.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}");
            else plain.Append(letter);
        }

        return plain.ToString();
    }

    private string Colored(int code, string text) => IsColored ? $"{Escape}[{code}m{Plain(text)}{Escape}[0m" : Plain(text);
}

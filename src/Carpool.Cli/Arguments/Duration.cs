using System.Globalization;

namespace Carpool.Cli.Arguments;

/// <summary>Lengths of time as people type them: 30d, 12h, 90m, 5s.</summary>
internal static class Duration
{
    private const double TenYears = 3653 * 86_400.0;

    /// <summary>Null where the text is none: a whole number and one of d, h, m, s; at most ten years, so that no sum of it overflows.</summary>
    public static TimeSpan? Read(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        double? unit = text[^1] switch { 'd' => 86_400, 'h' => 3_600, 'm' => 60, 's' => 1, _ => null };
        return number * unit is { } seconds and <= TenYears ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>An option that takes one.</summary>
    public static System.CommandLine.Option<TimeSpan> Option(string name, TimeSpan otherwise, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Read(text) is { } duration) return duration;
            result.AddError($"'{text}' is no length of time for {name}: write 30d, 12h, 90m or 5s.");
            return otherwise;
        },
    };
}

namespace Carpool.Cli.Arguments;

/// <summary>Values of an option that takes several: repeated, or separated by commas.</summary>
internal static class Words
{
    public static IEnumerable<string> Of(IEnumerable<string>? values) =>
        (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal);
}

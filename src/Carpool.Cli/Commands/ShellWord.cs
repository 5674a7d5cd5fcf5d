using Carpool.Cli.Views;

namespace Carpool.Cli.Commands;

/// <summary>A word as one types it into a shell: in quotes where it needs them.</summary>
internal static class ShellWord
{
    public static string Of(string word) => word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=@%+,".Contains(letter, StringComparison.Ordinal))
        ? word
        : Quoting.Shell(word);
}

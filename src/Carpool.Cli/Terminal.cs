using System.Collections;
using System.Text;

namespace Carpool.Cli;

/// <summary>What the command line takes of the process it runs in: streams, whether a person sits at them, the environment, the clock.</summary>
/// <param name="ReadLine">The next line a person types; null at the end.</param>
internal sealed record Terminal(
    Func<string?> ReadLine,
    TextWriter Out,
    TextWriter Error,
    bool IsInTerminal,
    bool IsOutTerminal,
    bool IsErrorTerminal,
    IReadOnlyDictionary<string, string> Variables,
    TimeProvider Clock)
{
    /// <summary>True where a question reaches a person and the answer comes back.</summary>
    public bool CanAsk => IsInTerminal && IsErrorTerminal;

    /// <summary>This process. Both streams are UTF-8 whatever the locale says: names and JSON survive.</summary>
    public static Terminal FromProcess() => new(
        () => Console.In.ReadLine(),
        Utf8(Console.OpenStandardOutput()),
        TextWriter.Synchronized(Utf8(Console.OpenStandardError())),
        !Console.IsInputRedirected,
        !Console.IsOutputRedirected,
        !Console.IsErrorRedirected,
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal),
        TimeProvider.System);

    /// <summary>The variable's value; null where it is missing or empty.</summary>
    public string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
}

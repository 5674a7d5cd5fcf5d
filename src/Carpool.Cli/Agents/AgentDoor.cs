using Carpool.Cli.Arguments;

namespace Carpool.Cli.Agents;

/// <summary>Runs command lines in this process, on the manifest that the server was started with, with nobody at the terminal.</summary>
internal sealed class AgentDoor(Terminal terminal, GlobalArguments globals)
{
    /// <summary>One command, to its exit code and its JSON document.</summary>
    /// <param name="notes">Where it says what it is at.</param>
    /// <param name="cancellationToken">Ends it as Ctrl-C would: after what is under way.</param>
    public async Task<(int Code, string Document)> CallAsync(IReadOnlyList<string> words, TextWriter notes, CancellationToken cancellationToken)
    {
        using var document = new StringWriter();
        var called = terminal with { ReadLine = () => null, Out = document, Error = notes, IsInTerminal = false, IsOutTerminal = false, IsErrorTerminal = false };
        var code = await CommandLine.RunAsync([words[0], "--json", "--no-color", .. Place(), .. words.Skip(1)], called, cancellationToken);
        return (code, document.ToString());
    }

    private IEnumerable<string> Place() => [.. globals.Directory is { } directory ? [$"--directory={directory}"] : Array.Empty<string>(), $"--file={globals.File}"];
}

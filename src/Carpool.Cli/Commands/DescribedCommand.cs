using System.CommandLine;

namespace Carpool.Cli.Commands;

/// <summary>A command with what its help shows and what it does.</summary>
internal sealed class DescribedCommand(string name, string description) : Command(name, description)
{
    /// <summary>What follows `carpool` on the line, as the help shows it.</summary>
    public required string Usage { get; init; }

    /// <summary>One to three command lines that work as they stand.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>The words that an option takes, where a line on each says more than the option's own.</summary>
    public (string Title, IReadOnlyList<(string Word, string Meaning)> Rows)? Glossary { get; init; }

    /// <summary>What the command does, to its exit code; null for one that only groups others.</summary>
    public Func<Invocation, CancellationToken, Task<int>>? Body { get; init; }

    /// <summary>True where what follows -- is handed on.</summary>
    public bool TakesCommand { get; init; }

    /// <summary>True where --only makes a difference.</summary>
    public bool CanNarrow { get; init; }
}

using System.CommandLine;

namespace Carpool.Cli.Arguments;

/// <summary>The options that every command takes, before or after its name.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<string> _directory = new("-C", "--directory") { HelpName = "DIR", Description = "The folder of the manifest; the current one unless named.", Recursive = true };
    private readonly Option<string> _file = new("-f", "--file") { HelpName = "FILE", Description = "The manifest, seen from that folder; carpool.yaml unless named.", Recursive = true };
    private readonly Option<string[]> _only = new("--only") { HelpName = "APP…", Description = "Look at these apps alone: several words, or separated by commas.", AllowMultipleArgumentsPerToken = true, Recursive = true };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Ask nothing.", Recursive = true };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document, and everything for people on stderr.", Recursive = true };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print results and problems, nothing else.", Recursive = true };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Show each statement with its database, secrets masked.", Recursive = true };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "Print without colour; NO_COLOR does the same.", Recursive = true };

    public Option<bool> Help { get; } = new("--help", "-h", "-?") { Description = "Show this help.", Recursive = true };

    public Option<bool> Version { get; } = new("--version") { Description = "Show the version." };

    public IEnumerable<Option> All => [_directory, _file, _only, _yes, _json, _quiet, _verbose, _noColor, Help, Version];

    public bool IsNarrowed(ParseResult parsed) => parsed.GetResult(_only) is { Implicit: false };

    public GlobalArguments Read(ParseResult parsed) => new(
        parsed.GetValue(_directory),
        parsed.GetValue(_file) ?? "carpool.yaml",
        Words.Of(parsed.GetValue(_only)).ToHashSet(StringComparer.Ordinal),
        parsed.GetValue(_yes),
        parsed.GetValue(_json),
        parsed.GetValue(_quiet),
        parsed.GetValue(_verbose),
        parsed.GetValue(_noColor));
}

using System.CommandLine;
using Carpool.Diagnostics;

namespace Carpool.Cli.Arguments;

/// <summary>The options of every command that changes a cluster.</summary>
internal sealed class RunArguments
{
    private const string Hazards = "CP3";

    private readonly Option<string[]> _allow = new("--allow")
    {
        HelpName = "CODE…",
        Description = "Go on although these hazards stand: repeated, or separated by commas.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _parallel = new("--parallel")
    {
        HelpName = "N",
        Description = "How many apps to work on at once, 1 to 64.",
        DefaultValueFactory = _ => 4,
    };

    private readonly Option<TimeSpan> _lockTimeout = Duration.Option("--lock-timeout", TimeSpan.FromMinutes(5), "How long to wait for another run to end; 5m unless given.");

    public RunArguments()
    {
        _allow.Validators.Add(result =>
        {
            foreach (var code in Words.Of(result.Tokens.Select(token => token.Value)).Where(code => !IsHazard(code)))
                result.AddError($"'{code}' is the code of no hazard.");
        });
        _parallel.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number is >= 1 and <= 64))
                result.AddError($"--parallel takes a number from 1 to 64, not '{token.Value}'.");
        });
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_allow, _parallel, _lockTimeout]) command.Add(option);
    }

    public IReadOnlySet<string> Allowed(ParseResult parsed) => Words.Of(parsed.GetValue(_allow)).ToHashSet(StringComparer.Ordinal);

    public int Parallel(ParseResult parsed) => parsed.GetValue(_parallel);

    public TimeSpan LockTimeout(ParseResult parsed) => parsed.GetValue(_lockTimeout);

    private static bool IsHazard(string code) => code.StartsWith(Hazards, StringComparison.Ordinal) && DiagnosticCodes.All.Any(known => known.Id == code);
}

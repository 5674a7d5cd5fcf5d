using System.Text.Json;
using Carpool.Cli;
using Carpool.Cli.Arguments;
using Carpool.Cli.Commands;
using Carpool.Cli.Views;
using Carpool.Diagnostics;

namespace Carpool.Tests.Cli;

/// <summary>A command line that was typed, and what came of it.</summary>
internal sealed record Typed(int ExitCode, string Out, string Error)
{
    /// <summary>The document on stdout: the only one.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Nobody sits at the terminal.</summary>
    public static Task<Typed> RunAsync(params string[] args) => AnsweredAsync(null, args);

    /// <param name="answers">What a person types; null where nobody sits there.</param>
    public static async Task<Typed> AnsweredAsync(string? answers, params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        using var input = new StringReader(answers ?? "");
        var terminal = new Terminal(input.ReadLine, output, error, answers is not null, answers is not null, answers is not null, new Dictionary<string, string>(StringComparer.Ordinal), TimeProvider.System);
        return new(await CommandLine.RunAsync(args, terminal), $"{output}", $"{error}");
    }

    /// <summary>What a view makes of a result.</summary>
    public static Typed Shown<T>(T result, Func<Invocation, IView<T>> view, params Diagnostic[] diagnostics)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var terminal = new Terminal(() => null, output, error, false, false, false, new Dictionary<string, string>(StringComparer.Ordinal), TimeProvider.System);
        var globals = new GlobalOptions();
        var parsed = CommandTree.Build(globals).Parse(["status"]);
        using var interruption = new Interruption();
        view(new Invocation(terminal, globals.Read(parsed), parsed, null, interruption)).Show(result, diagnostics);
        return new(0, $"{output}", $"{error}");
    }
}

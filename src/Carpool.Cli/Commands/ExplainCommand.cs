using System.CommandLine;
using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Manifest.Grammar;

namespace Carpool.Cli.Commands;

/// <summary>`carpool explain CPnnnn`: the page of a diagnostic.</summary>
internal static class ExplainCommand
{
    public static DescribedCommand Build()
    {
        var code = new Argument<string>("CPnnnn") { Description = "The code of a diagnostic." };
        var command = new DescribedCommand("explain", "Prints the page of a diagnostic: what it means, why, and what to do.")
        {
            Usage = "CPnnnn",
            Examples = ["carpool explain CP3001"],
            Body = (invocation, _) =>
            {
                var asked = invocation.Parsed.GetRequiredValue(code);
                var page = Pages.Read(asked.ToUpperInvariant()) ?? throw new DiagnosticException(Unknown(asked));
                invocation.Show(page, [], new PageForPeople(invocation), new PageAsJson(invocation.Terminal.Out));
                return Task.FromResult(ExitCode.Done);
            },
        };
        command.Add(code);
        return command;
    }

    private static Diagnostic Unknown(string asked) => ExecutionCodes.UnknownCode.With(
        $"There is no page about '{asked}'",
        Nearest.To(asked, Pages.Codes) is { } meant ? $"Did you mean `{meant}`?" : "Name a code as a diagnostic shows it, such as CP1010.",
        asked);
}

using System.CommandLine;
using System.Text;
using Carpool.Cli.Views;
using Carpool.Cli.Views.Report;
using Carpool.Diagnostics;
using Carpool.Doctor.Errors;

namespace Carpool.Cli.Commands;

/// <summary>`carpool doctor`: is the cluster fit for what the manifest asks, and what is behind an error.</summary>
internal static class DoctorCommand
{
    /// <summary>A log is longer than anybody means to paste.</summary>
    private const int MostLetters = 200_000;

    public static DescribedCommand Build()
    {
        var html = new Option<string?>("--html") { HelpName = "FILE", Description = "Write a report that a browser opens from the disk." };
        var error = new Option<string?>("--error")
        {
            HelpName = "TEXT",
            Description = "Say what is behind an error that a program printed; without TEXT it is read from stdin. Looks at no cluster.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var canary = new Option<string?>("--canary") { HelpName = "APP", Description = "Do as each sync engine of this app what that would do, on a table of its own, and take all of it away again." };
        var command = new DescribedCommand("doctor", "Tells whether the cluster is fit for what the manifest asks: connections, slots, settings, what the admin may do.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool doctor", "carpool doctor --canary shop", "carpool doctor --error"],
            Body = async (invocation, token) =>
            {
                var file = invocation.Parsed.GetValue(html);
                if (invocation.Parsed.GetResult(error) is { Implicit: false })
                {
                    if (file is not null) throw new DiagnosticException(ExecutionCodes.WrongUsage.With("`carpool doctor --error` explains an error, and examines nothing", $"Leave {html.Name} out."));
                    return Explain(invocation, invocation.Parsed.GetValue(error));
                }

                if (invocation.Parsed.GetValue(canary) is { } app)
                {
                    if (file is not null) throw new DiagnosticException(ExecutionCodes.WrongUsage.With("`carpool doctor --canary` tries one app, and examines nothing else", $"Leave {html.Name} out."));
                    return await SendCanaryAsync(invocation, app, token);
                }

                if (file is not null) ReportFile.Refuse(file);
                var manifest = BlankManifest.OrManifest(invocation);
                await using var stack = await invocation.OpenAsync(manifest, token);
                var report = await stack.ExamineAsync(token);
                if (file is not null) ReportFile.Write(file, DoctorPage.Of(manifest.Stack, invocation.Terminal.Clock.GetUtcNow(), report));
                invocation.Show(report, [], new DoctorForPeople(invocation), new DoctorAsJson(invocation.Terminal.Out));
                if (file is not null && invocation.SpeaksFreely) invocation.Results.Line($"Wrote {Paper.Plain(file)}");
                return report.IsFit ? ExitCode.Done : ExitCode.Unfit;
            },
        };
        command.Add(html);
        command.Add(error);
        command.Add(canary);
        return command;
    }

    private static async Task<int> SendCanaryAsync(Invocation invocation, string app, CancellationToken cancellationToken)
    {
        await using var stack = await invocation.OpenAsync(invocation.LoadManifest(), cancellationToken);
        var report = await stack.SendCanaryAsync(app, cancellationToken);
        invocation.Show(report, [], new CanaryForPeople(invocation), new CanaryAsJson(invocation.Terminal.Out));
        return report.IsFit ? ExitCode.Done : ExitCode.Unfit;
    }

    private static int Explain(Invocation invocation, string? given)
    {
        var found = ErrorCatalogue.Find(given ?? Piped(invocation.Terminal));
        IReadOnlyList<Diagnostic> notes = found.Count > 0
            ? []
            : [DoctorCodes.UnknownError.With("Nothing in this text is an error that Carpool knows", "Run `carpool doctor` without --error: it looks at the cluster itself.")];
        invocation.Show(found, notes, new ErrorsForPeople(invocation), new ErrorsAsJson(invocation.Terminal.Out));
        return found.Count > 0 ? ExitCode.Done : ExitCode.Error;
    }

    private static string Piped(Terminal terminal)
    {
        if (terminal.IsInTerminal) throw new DiagnosticException(ExecutionCodes.WrongUsage.With("`carpool doctor --error` has no error to explain", "Give its text after --error, or pipe it in."));
        var text = new StringBuilder();
        while (text.Length < MostLetters && terminal.ReadLine() is { } line) text.Append(line).Append('\n');
        return text.ToString();
    }
}

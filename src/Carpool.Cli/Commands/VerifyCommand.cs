using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Cli.Views;
using Carpool.Cli.Views.Report;
using Carpool.Diagnostics;
using Carpool.State;
using Carpool.Walls;

namespace Carpool.Cli.Commands;

/// <summary>`carpool verify`: proves the walls.</summary>
internal static class VerifyCommand
{
    internal const int Lanes = 4;

    public static DescribedCommand Build()
    {
        var exhaustive = new Option<bool>("--exhaustive") { Description = "Try every other app's database, not two neighbours alone." };
        var analysis = new Option<bool>("--analysis") { Description = "Read the catalogs alone, and log in as nobody: needs no passwords, and leaves no line in the server's log." };
        var matrix = new Option<bool>("--matrix") { Description = "Show which login reaches which database." };
        var html = new Option<string?>("--html") { HelpName = "FILE", Description = "Write a report that a browser opens from the disk." };
        var baseline = BaselineOption.Build();
        var path = new Option<string[]?>("--path")
        {
            HelpName = "ROLE DATABASE",
            Description = "Say how this role could get into this database, or why it cannot. Tries no login.",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new DescribedCommand("verify", "Proves the walls: reads who could reach what, and logs in as each role to its own database, where it must get in, and to others, where it must not.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool verify --matrix", "carpool verify --path blog_app todo", "carpool verify --html walls.html --baseline baseline.yaml"],
            Body = async (invocation, token) =>
            {
                var (parsed, file) = (invocation.Parsed, invocation.Parsed.GetValue(html));
                if (parsed.GetValue(path) is [var role, var database])
                {
                    CheckAlone(path, [.. ((Option[])[exhaustive, analysis, matrix, html, baseline]).Where(option => parsed.GetResult(option) is { Implicit: false })]);
                    return await AnswerAsync(invocation, new(role), new(database), token);
                }

                var accepted = BaselineOption.Load(parsed.GetValue(baseline));
                if (file is not null) ReportFile.Refuse(file);
                var manifest = BlankManifest.OrManifest(invocation);
                await using var stack = await invocation.OpenAsync(manifest, token);
                var now = invocation.Terminal.Clock.GetUtcNow();
                var verified = parsed.GetValue(analysis) ? await stack.AnalyseAsync(Lanes, token) : await stack.VerifyAsync(parsed.GetValue(exhaustive), Lanes, token);
                var report = accepted.Of(verified, DateOnly.FromDateTime(now.UtcDateTime));
                if (file is not null) ReportFile.Write(file, WallPage.Of(manifest.Stack, now, report));

                // JSON has its findings under a key of their own
                var withMatrix = parsed.GetValue(matrix);
                invocation.Show(
                    report, invocation.Globals.IsJson ? [] : report.Findings, new WallsForPeople(invocation, withMatrix), new WallsAsJson(invocation.Terminal.Out, withMatrix));
                if (file is not null && invocation.SpeaksFreely) invocation.Results.Line($"Wrote {Paper.Plain(file)}");
                return report.IsIsolated ? ExitCode.Done : ExitCode.WallOpen;
            },
        };
        foreach (var option in (Option[])[exhaustive, analysis, matrix, html, baseline, path]) command.Add(option);
        return command;
    }

    private static async Task<int> AnswerAsync(Invocation invocation, RoleName role, DatabaseName database, CancellationToken cancellationToken)
    {
        await using var stack = await invocation.OpenAsync(BlankManifest.OrManifest(invocation), cancellationToken);
        var answer = await stack.ReadPathAsync(role, database, Lanes, cancellationToken);
        invocation.Show(answer, [], new PathForPeople(invocation), new PathAsJson(invocation.Terminal.Out));
        return answer is { IsOpen: true, Reach: not Reach.Own } ? ExitCode.WallOpen : ExitCode.Done;
    }

    private static void CheckAlone(Option path, IReadOnlyList<Option> others)
    {
        if (others.Count > 0)
            throw new DiagnosticException(ExecutionCodes.WrongUsage.With($"`carpool verify` answers for one pair with {path.Name}, and proves nothing then", $"Leave {others[0].Name} out."));
    }
}

using System.CommandLine;
using Carpool.Cli.Agents;
using Carpool.Cli.Arguments;
using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Manifest;

namespace Carpool.Cli.Commands;

/// <summary>`carpool init`: a first manifest.</summary>
internal static class InitCommand
{
    public static DescribedCommand Build()
    {
        var stack = new Option<string>("--stack") { HelpName = "NAME", Description = "Names what the manifest manages; the folder's name unless given." };
        var local = new Option<bool>("--local") { Description = "The embedded cluster, which is what is used unless told otherwise." };
        var variable = new Option<string>("--url-variable") { HelpName = "NAME", Description = "The environment variable that holds the admin's URL of a server." };
        var apps = new Option<string[]>("--app") { HelpName = "NAME…", Description = "The apps: repeated, or separated by commas.", AllowMultipleArgumentsPerToken = true };
        var agents = new Option<bool>("--agents") { Description = "Tell agents of the stack: writes or renews a section of AGENTS.md, and no manifest where there is one." };
        var command = new DescribedCommand("init", "Writes a commented carpool.yaml. Never overwrites one.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool init --app blog --app todo", "carpool init --stack shop --url-variable CARPOOL_ADMIN_URL --app shop", "carpool init --agents"],
            Body = async (invocation, token) =>
            {
                var wanted = new FirstManifest(
                    invocation.Parsed.GetValue(stack), invocation.Parsed.GetValue(variable), [.. Words.Of(invocation.Parsed.GetValue(apps))]);
                if (invocation.Parsed.GetValue(local) && wanted.UrlVariable is not null)
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("--local and --url-variable ask for different things", "Leave one of them out."));
                if (!invocation.Parsed.GetValue(agents)) return await RunAsync(invocation, wanted, invocation.Parsed.GetValue(local), token);
                if (wanted.Apps.Count > 0)
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With("--agents tells of a manifest that is there", "Leave --app out, and write the manifest first."));
                return TellAgents(invocation);
            },
        };
        foreach (var option in (Option[])[stack, local, variable, apps, agents]) command.Add(option);
        return command;
    }

    private static async Task<int> RunAsync(Invocation invocation, FirstManifest wanted, bool isLocal, CancellationToken cancellationToken)
    {
        var path = invocation.Globals.ManifestPath;
        NewFile.Refuse(path);
        if (wanted.Apps.Count == 0) wanted = await AskAsync(invocation, wanted, isLocal, cancellationToken);
        if (wanted.UrlVariable is not null && wanted.Stack is null) wanted = wanted with { Stack = FirstManifest.StackOf(invocation.Globals.ManifestDirectory) };

        // Read as `up` will read it, so that no name is written down that would be refused later
        var text = wanted.Render();
        var read = ManifestLoader.Parse(text, path, wanted.SampleEnvironment);
        if (!read.IsValid) throw new DiagnosticException([.. read.Diagnostics.Select(diagnostic => diagnostic with { Location = null })]);
        NewFile.Write(path, text);
        SchemaFile.Write(invocation.Globals.ManifestDirectory);
        invocation.Show(new Written(path, invocation.SpeaksFreely ? $"carpool up{invocation.Place}" : null), [], new WrittenForPeople(invocation), new WrittenAsJson(invocation.Terminal.Out));
        return ExitCode.Done;
    }

    private static int TellAgents(Invocation invocation)
    {
        var manifest = invocation.LoadManifest();
        var path = Path.Combine(invocation.Globals.ManifestDirectory, AgentsSection.FileName);
        NewFile.Guard(path, () => File.WriteAllText(path, AgentsSection.Into(File.Exists(path) ? File.ReadAllText(path) : null, manifest, invocation.Globals)));
        invocation.Show(new Written(path, null), [], new WrittenForPeople(invocation), new WrittenAsJson(invocation.Terminal.Out));
        return ExitCode.Done;
    }

    private static async Task<FirstManifest> AskAsync(Invocation invocation, FirstManifest wanted, bool isLocal, CancellationToken cancellationToken)
    {
        if (!invocation.Terminal.CanAsk)
            throw new DiagnosticException(ExecutionCodes.WrongUsage.With("`carpool init` needs the name of an app", "Pass --app NAME."));
        var apps = (await Question.ReadAsync(invocation, "Apps, separated by blanks:", cancellationToken)).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (apps.Length == 0) throw new DiagnosticException(ExecutionCodes.WrongUsage.With("`carpool init` needs the name of an app", "Name one, or pass --app NAME."));
        var variable = wanted.UrlVariable;
        if (variable is null && !isLocal)
        {
            var answer = await Question.ReadAsync(invocation, "The variable that holds the admin's URL (nothing for an embedded cluster):", cancellationToken);
            variable = answer.Length == 0 ? null : answer;
        }

        return wanted with { Apps = apps, UrlVariable = variable };
    }
}

using System.CommandLine;
using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Emulator;
using Carpool.Local;

namespace Carpool.Cli.Commands;

/// <summary>`carpool emulate planetscale`: a platform on this machine, until it is ended.</summary>
internal static class EmulateCommand
{
    public static DescribedCommand Build()
    {
        var group = new DescribedCommand("emulate", "Runs a stand-in for a platform on this machine, to try Carpool on without an account.")
        {
            Usage = "planetscale",
            Examples = ["carpool emulate planetscale"],
        };
        group.Add(PlanetScale());
        return group;
    }

    private static DescribedCommand PlanetScale()
    {
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Where it keeps everything; .carpool/planetscale beside the manifest unless named." };
        var port = new Option<int?>("--api-port") { HelpName = "N", Description = "The API's port; the one of last time, or a free one, unless named." };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number is > 0 and < 65_536)) result.AddError($"--api-port takes a port from 1 to 65535, not '{token.Value}'.");
        });
        var with = new Option<string[]>("--with") { HelpName = "SWITCH=VALUE", Description = "Make it other than usual; can be given several times." };
        var destroy = new Option<bool>("--destroy") { Description = "Delete what it keeps, with every database in it, and run nothing." };
        var command = new DescribedCommand("planetscale", "Runs a PlanetScale for Postgres on this machine: API, TLS, PgBouncer and a branch. Ctrl-C ends it; its data stays.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool emulate planetscale", "carpool emulate planetscale --json --data /tmp/platform --api-port 9090", "carpool emulate planetscale --with max_connections=100"],
            Glossary = ("Switches", Switches.Glossary),
            Body = async (invocation, token) =>
            {
                var switches = (invocation.Parsed.GetValue(with) ?? []).Aggregate(new Switches(), (all, word) => all.With(word));
                var folder = invocation.Parsed.GetValue(data) ?? PlanetScaleEmulator.FolderBeside(invocation.Globals.ManifestDirectory);
                var environment = LocalEnvironment.FromProcess() with { Variables = invocation.Terminal.Variables };
                if (invocation.Parsed.GetValue(destroy)) return await DestroyAsync(invocation, folder, environment, token);
                await using var emulator = await PlanetScaleEmulator.StartAsync(folder, invocation.Parsed.GetValue(port), switches, environment, invocation.NoticeLines, invocation.Terminal.Clock, token);
                if (invocation.Globals.IsJson) await invocation.Terminal.Out.WriteLineAsync(emulator.Endpoints.ToJson());
                else EmulatorText.Write(invocation.Results, emulator);
                await invocation.Terminal.Out.FlushAsync(token);
                await Task.Delay(Timeout.InfiniteTimeSpan, token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return ExitCode.Done;
            },
        };
        foreach (var option in (Option[])[data, port, with, destroy]) command.Add(option);
        return command;
    }

    private static async Task<int> DestroyAsync(Invocation invocation, string folder, LocalEnvironment environment, CancellationToken cancellationToken)
    {
        if (!invocation.Globals.IsYes)
        {
            if (!invocation.Terminal.CanAsk)
                throw new DiagnosticException(ExecutionCodes.ConfirmationNeeded.With("`carpool emulate planetscale --destroy` wants to ask first, and there is no terminal to ask on", "Pass --yes."));
            if (!await Question.AskAsync(invocation, $"Delete {folder} with every database in it?", cancellationToken)) return ExitCode.Error;
        }

        await PlanetScaleEmulator.DestroyAsync(folder, environment, invocation.NoticeLines, cancellationToken);
        return ExitCode.Done;
    }
}

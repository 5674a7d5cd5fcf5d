using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Cli.Watching;

namespace Carpool.Cli.Commands;

/// <summary>`carpool watch`: proves the walls again and again.</summary>
internal static class WatchCommand
{
    public static DescribedCommand Build()
    {
        var every = Duration.Option("--every", TimeSpan.FromMinutes(5), "How long from one round to the next; 5m unless given.");
        every.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Duration.Read(token.Value) is { TotalSeconds: < 1 or > 86_400 }) result.AddError($"--every takes a time from 1s to 1d, not '{token.Value}'.");
        });
        var listen = ListenOption.Build();
        var baseline = BaselineOption.Build();
        var exhaustive = new Option<bool>("--exhaustive") { Description = "Try every other app's database, not two neighbours alone." };
        var command = new DescribedCommand("watch", "Keeps proving the walls and comparing with the manifest, and says what changes. Changes nothing; Ctrl-C ends it.")
        {
            Usage = "[OPTIONS]",
            Examples = ["carpool watch --every 5m", "carpool watch --listen [::1]:9187 --json", "carpool watch --listen off --baseline baseline.yaml"],
            Body = async (invocation, token) =>
            {
                var parsed = invocation.Parsed;
                await new Watch(invocation, parsed.GetValue(baseline), parsed.GetValue(exhaustive), parsed.GetValue(every)).RunAsync(parsed.GetValue(listen), token);
                return ExitCode.Done;
            },
        };
        foreach (var option in (Option[])[every, listen, baseline, exhaustive]) command.Add(option);
        return command;
    }
}

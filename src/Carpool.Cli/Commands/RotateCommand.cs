using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>`carpool rotate`: new credentials.</summary>
internal static class RotateCommand
{
    public static DescribedCommand Build()
    {
        var arguments = new RunArguments();
        var roles = AppRole.Arguments("Apps, or single roles of them.");
        var all = new Option<bool>("--all") { Description = "Every role of every live app." };
        var finish = new Option<bool>("--finish") { Description = "Retires logins that were replaced, and gives no new ones." };
        var now = new Option<bool>("--now") { Description = "Retires the old login at once, as after a leak." };
        var wait = Duration.Option("--wait", TimeSpan.Zero, "Retires the old login as soon as nobody uses it, at most this long from now.");
        var inPlace = new Option<bool>("--in-place") { Description = "The login keeps its name: the old password is refused from then on." };
        var command = new DescribedCommand(
            "rotate",
            "Gives roles another login with a password of its own, so that no connection fails: the old one works until it is retired, by the next rotation or by one of --finish, --wait and --now.")
        {
            Usage = "APP[/ROLE]…|--all [--now|--wait TIME|--finish|--in-place] [OPTIONS]",
            Examples = ["carpool rotate blog", "carpool rotate --finish blog", "carpool rotate shop/reporting --wait 10m"],
            Body = (invocation, token) =>
            {
                var parsed = invocation.Parsed;
                var named = parsed.GetValue(roles) ?? [];
                WholeOrNamed.Check("carpool rotate", parsed.GetValue(all), named.Length);
                var patience = parsed.GetValue(wait);
                var ways = new[] { finish, now, inPlace }.Where(option => parsed.GetValue(option)).Select(option => option.Name).Concat(patience > TimeSpan.Zero ? [wait.Name] : []).ToList();
                CheckTogether(ways);
                IReadOnlyList<(string, string?)> meant = [.. named.Select(role => (role.App, role.Role))];
                var typed = string.Join(' ', ["carpool rotate", .. named.Select(role => ShellWord.Of($"{role}")), .. parsed.GetValue(all) ? [all.Name] : Array.Empty<string>(), .. ways.Select(way => way == wait.Name ? $"{way} {patience.TotalSeconds:0}s" : way)]);
                return new StackRun(invocation, arguments, typed).RunAsync(
                    (stack, options, ct) =>
                        parsed.GetValue(inPlace) ? stack.RotateInPlaceAsync(meant, options, ct)
                        : parsed.GetValue(finish) ? stack.RetireAsync(meant, patience, options, ct)
                        : stack.RotateAsync(meant, parsed.GetValue(now) ? TimeSpan.Zero : patience > TimeSpan.Zero ? patience : null, options, ct),
                    token);
            },
        };
        command.Add(roles);
        foreach (var option in (Option[])[all, finish, now, wait, inPlace]) command.Add(option);
        arguments.AddTo(command);
        return command;
    }

    /// <summary>Each says when the old credential ends; only waiting goes with finishing.</summary>
    private static void CheckTogether(List<string> ways)
    {
        if (ways.Count <= 1 || ways is ["--finish", "--wait"]) return;
        throw new DiagnosticException(ExecutionCodes.WrongUsage.With($"`carpool rotate` takes one of {string.Join(" and ", ways)}, not all of them", "Leave out the others."));
    }
}

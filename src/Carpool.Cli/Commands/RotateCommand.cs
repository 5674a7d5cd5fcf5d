using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>`carpool rotate`: new passwords.</summary>
internal static class RotateCommand
{
    public static DescribedCommand Build()
    {
        var arguments = new RunArguments();
        var logins = AppRole.Arguments("Apps, or single roles of them.");
        var all = new Option<bool>("--all") { Description = "Every login of every live app." };
        var inPlace = new Option<bool>("--in-place") { Description = "The login keeps its name: the old password is refused from then on." };
        var command = new DescribedCommand("rotate", "Gives logins a new password. Open sessions stay; whoever connects with the old password is refused.")
        {
            Usage = "APP[/ROLE]…|--all --in-place [OPTIONS]",
            Examples = ["carpool rotate blog --in-place", "carpool rotate shop/reporting --in-place", "carpool rotate --all --in-place --yes"],
            Body = (invocation, token) =>
            {
                var named = invocation.Parsed.GetValue(logins) ?? [];
                var isAll = invocation.Parsed.GetValue(all);
                WholeOrNamed.Check("carpool rotate", isAll, named.Length);
                if (!invocation.Parsed.GetValue(inPlace))
                {
                    throw new DiagnosticException(ExecutionCodes.WrongUsage.With(
                        "`carpool rotate` cannot give an app a second login yet, so that for a moment some of its connections would be refused", "Pass --in-place to take that."));
                }

                var typed = string.Join(' ', named.Select(login => ShellWord.Of($"{login}")).Prepend("carpool rotate")) + (isAll ? " --all" : "") + " --in-place";
                return new StackRun(invocation, arguments, typed).RunAsync(
                    (stack, options, ct) => stack.RotateInPlaceAsync([.. named.Select(login => (login.App, login.Role))], options, ct), token);
            },
        };
        command.Add(logins);
        command.Add(all);
        command.Add(inPlace);
        arguments.AddTo(command);
        return command;
    }
}

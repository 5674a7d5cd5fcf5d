using Carpool.Cli.Arguments;
using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>`carpool psql APP`: a prompt in an app's database.</summary>
internal static class PsqlCommand
{
    public static DescribedCommand Build()
    {
        var app = AppRole.Argument("The app, or one role of it; its first role unless named.");
        var command = new DescribedCommand("psql", "Opens psql as an app's login. The password is in its environment, never on its command line.")
        {
            Usage = "APP[/ROLE] [OPTIONS] [-- ARGUMENTS…]",
            Examples = ["carpool psql blog", "carpool psql blog -- -c 'SELECT current_user'"],
            TakesCommand = true,
            Body = async (invocation, token) =>
            {
                if (ProgramSearch.Find("psql", invocation.Terminal.Variable("PATH")) is not { } psql)
                {
                    throw new ChildException(
                        ExecutionCodes.PsqlMissing.With("There is no psql on PATH", "Install it: `apt-get install postgresql-client` on Debian and Ubuntu, `brew install libpq` on macOS."),
                        ExitCode.NotFound);
                }

                var environment = await AppSession.EnvironmentAsync(invocation, invocation.Parsed.GetRequiredValue(app), isPooled: false, token);
                return await Child.RunAsync(psql, invocation.Rest ?? [], environment, invocation.Interruption);
            },
        };
        command.Add(app);
        return command;
    }
}

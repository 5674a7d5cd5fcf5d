using Carpool.Diagnostics;

namespace Carpool.Cli.Arguments;

/// <summary>A command that works on all apps only where that is said.</summary>
internal static class WholeOrNamed
{
    public static void Check(string command, bool isAll, int named)
    {
        if (isAll == named > 0)
        {
            throw new DiagnosticException(ExecutionCodes.WrongUsage.With(
                isAll ? $"`{command}` is given apps and --all" : $"`{command}` is given no app", isAll ? "Leave one of the two out." : "Name an app, or pass --all."));
        }
    }
}

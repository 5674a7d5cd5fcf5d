namespace Carpool.Cli.Commands;

/// <summary>What the shell learns.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Error = 1;
    public const int ChangesPending = 2;
    public const int Blocked = 3;
    public const int WallOpen = 4;

    /// <summary>Of `doctor`: the cluster is not fit.</summary>
    public const int Unfit = 4;

    /// <summary>EX_USAGE of sysexits.</summary>
    public const int WrongUsage = 64;

    /// <summary>As shells have it: the command is there and cannot be run.</summary>
    public const int NotExecutable = 126;

    /// <summary>As shells have it: there is no such command.</summary>
    public const int NotFound = 127;

    /// <summary>As shells have it: ended by signal n is 128 + n.</summary>
    public const int Signalled = 128;
}

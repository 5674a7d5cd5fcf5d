using System.Runtime.InteropServices;

namespace Carpool.Cli;

/// <summary>A crash of this process must not write what it holds, the admin's password and the key among it, into a file.</summary>
internal static class CoreDump
{
    private const int SetDumpable = 4;

    /// <summary>
    /// On Linux, from here on: no core, and no look into the process through /proc for others of the same user. A program that
    /// is started from here is not affected: exec gives it its own.
    /// </summary>
    public static void Forbid()
    {
        if (OperatingSystem.IsLinux()) _ = prctl(SetDumpable, 0, 0, 0, 0);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int prctl(int option, nuint value, nuint third, nuint fourth, nuint fifth);
}

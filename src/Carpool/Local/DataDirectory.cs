using System.Security.Cryptography;
using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>The server's data: made by initdb beside its place and moved there when whole, so that an interrupted start leaves nothing that looks like data.</summary>
internal static class DataDirectory
{
    /// <summary>The major version that made the data; null where there is none.</summary>
    public static int? MajorIn(LocalFolder folder)
    {
        var path = Path.Combine(folder.Data, "PG_VERSION");
        return File.Exists(path) && int.TryParse(File.ReadAllText(path).Trim(), out var major) ? major : null;
    }

    public static async Task MakeAsync(LocalFolder folder, PostgresBinaries binaries, ServerUser? user, string superuser, CancellationToken ct)
    {
        if (Directory.Exists(folder.UnfinishedData)) Directory.Delete(folder.UnfinishedData, recursive: true);
        LocalFolder.MakeFor(user, folder.UnfinishedData);
        var password = RandomNumberGenerator.GetHexString(64, lowercase: true);
        PrivateFile.Write(folder.InitialPassword, password + "\n", user);
        try
        {
            var outcome = await LockedProgram.RunAsync(
                folder,
                binaries["initdb"],
                [
                    "-D", Path.GetFileName(folder.UnfinishedData), $"--username={superuser}", $"--pwfile={Path.GetFileName(folder.InitialPassword)}",
                    "--auth=scram-sha-256", "--encoding=UTF8", "--text-search-config=english", "--no-instructions", .. LocaleOf(binaries),
                ],
                user, ct);
            if (!outcome.IsSuccess)
            {
                throw new DiagnosticException(PlatformCodes.DataNotMade.With(
                    $"initdb of Postgres {binaries.Version} could not make the local cluster in '{folder.Data}':\n{outcome.Complaint}",
                    "Remove what its message names, then try again.", folder.Data));
            }
        }
        finally
        {
            File.Delete(folder.InitialPassword);
        }

        PrivateFile.Write(folder.Password, password);
        Directory.Move(folder.UnfinishedData, folder.Data);
    }

    /// <summary>
    /// Text compares by code point, alike on every machine and after every upgrade of it, while upper and lower case know all of
    /// Unicode. 17 has that built in; before it the C library's C.UTF-8 does the same where there is one.
    /// </summary>
    private static IEnumerable<string> LocaleOf(PostgresBinaries binaries) =>
        binaries.Major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        : Directory.Exists("/usr/lib/locale/C.utf8") ? ["--locale=C.UTF-8"]
        : ["--locale=C"];
}

using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>The unprivileged user that the server runs as where Carpool itself is root: Postgres refuses to run as root.</summary>
internal sealed record ServerUser(string Name, uint UserId, uint GroupId)
{
    private const string Preferred = "carpool";

    /// <summary>The user a cluster was made with, else `carpool` (made if need be), else one that machines have anyway.</summary>
    public static async Task<ServerUser> FindOrMakeAsync(string? stored, CancellationToken ct)
    {
        if (stored is not null)
        {
            return Find(stored) ?? throw new DiagnosticException(PlatformCodes.NoServerUser.With(
                $"The local cluster's data belongs to user {stored}, which this machine does not have.", $"Make the user {stored} again.", stored));
        }

        if (Find(Preferred) is { } present) return present;
        if (ProgramPath.Find("useradd") is { } useradd)
        {
            await ChildProgram.RunAsync(
                useradd, ["--system", "--user-group", "--no-create-home", "--home-dir", LocalFolder.RootHome, "--shell", "/usr/sbin/nologin", Preferred], "/", ct);
        }

        return Find(Preferred) ?? Find("postgres") ?? Find("nobody") ?? throw new DiagnosticException(PlatformCodes.NoServerUser.With(
            "Carpool runs as root and found no unprivileged user for the server, nor could it make one.",
            $"Make one with `useradd --system {Preferred}`."));
    }

    /// <summary>Null where no name is given, or the machine has no such user, or it is root under another name.</summary>
    public static ServerUser? Find(string? name)
    {
        if (name is null) return null;
        foreach (var line in File.ReadLines("/etc/passwd"))
        {
            var fields = line.Split(':');
            if (fields.Length > 3 && fields[0] == name && uint.TryParse(fields[2], out var user) && uint.TryParse(fields[3], out var group) && user != 0)
                return new ServerUser(name, user, group);
        }

        return null;
    }
}

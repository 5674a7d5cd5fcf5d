using System.Text;
using Carpool.Credentials;

namespace Carpool.Local;

/// <summary>A file that only one user can read, replaced whole or not at all.</summary>
internal static class PrivateFile
{
    /// <summary>Writes and renames, so that a reader sees the old text or the new one. <paramref name="owner"/> null keeps it Carpool's own.</summary>
    public static void Write(string path, string text, ServerUser? owner = null)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        OwnerOnlyFile.Create(unfinished, Encoding.UTF8.GetBytes(text));
        MakeNoticeable(path, unfinished);
        if (owner is not null) Posix.ChangeOwner(unfinished, owner);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>PgBouncer tells a new user list from the old by size, inode and whole seconds of the time: two changes within one second must differ in it.</summary>
    private static void MakeNoticeable(string path, string unfinished)
    {
        if (!File.Exists(path)) return;
        var previous = File.GetLastWriteTimeUtc(path);
        var next = File.GetLastWriteTimeUtc(unfinished);
        if (next < previous.AddSeconds(1)) File.SetLastWriteTimeUtc(unfinished, previous.AddSeconds(1));
    }
}

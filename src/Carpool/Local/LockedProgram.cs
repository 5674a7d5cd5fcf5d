namespace Carpool.Local;

/// <summary>
/// Runs a program that touches the data, holding the data's lock. Its children inherit that, detached ones too, and the system lets go of it when
/// the last of them ends, however it ends: so a live server is noticed even where its process cannot be seen.
/// </summary>
internal static class LockedProgram
{
    public static Task<ChildProgram.Outcome> RunAsync(
        LocalFolder folder, string program, IReadOnlyList<string> arguments, ServerUser? user, CancellationToken ct) =>
        ProgramPath.Find("flock") is { } flock
            ? ChildProgram.RunAsync(
                flock, ["--nonblock", "--no-fork", Path.GetRelativePath(folder.Root, folder.ServerLock), program, .. arguments], folder.Root, ct, user)
            : ChildProgram.RunAsync(program, arguments, folder.Root, ct, user);
}

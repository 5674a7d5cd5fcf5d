using System.Text;
using Carpool.Diagnostics;

namespace Carpool.Credentials;

/// <summary>Where a stack's key is kept: the environment first, else `.carpool/key` beside the manifest.</summary>
public static class KeyFile
{
    /// <summary>Base64 of 32 bytes; where it is set, the file is not looked at.</summary>
    public const string EnvironmentVariable = "CARPOOL_KEY";

    /// <summary>The key that `rekey` goes over to, where the one in use comes from <see cref="EnvironmentVariable"/>.</summary>
    public const string NewEnvironmentVariable = "CARPOOL_NEW_KEY";

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The path of the key file of the manifest in <paramref name="manifestDirectory"/>.</summary>
    public static string PathIn(string manifestDirectory) => Path.Combine(manifestDirectory, ".carpool", "key");

    /// <summary>The stack's key. An error where there is none (CP4051) or it is malformed (CP4050); a warning where others may read the file (CP4052).</summary>
    /// <param name="manifestDirectory">The folder of the manifest.</param>
    /// <param name="fromEnvironment">The value of <see cref="EnvironmentVariable"/>; null or empty where it is not set.</param>
    public static Checked<StackKey> Load(string manifestDirectory, string? fromEnvironment)
    {
        if (!string.IsNullOrEmpty(fromEnvironment)) return Parse(fromEnvironment, EnvironmentVariable);
        var path = PathIn(manifestDirectory);
        try
        {
            if (!File.Exists(path)) return Failed(Missing(path));
            var loaded = Parse(File.ReadAllText(path), path);
            return loaded.Value is not null && IsOpenToOthers(path) ? loaded with { Diagnostics = [OpenToOthers(path)] } : loaded;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(Inaccessible(path, e));
        }
    }

    /// <summary>As <see cref="Load"/>, but makes the file where there is no key at all. Two processes that do so at once end with the same key.</summary>
    public static Checked<StackKey> LoadOrCreate(string manifestDirectory, string? fromEnvironment)
    {
        var path = PathIn(manifestDirectory);
        if (string.IsNullOrEmpty(fromEnvironment) && !File.Exists(path))
        {
            try
            {
                Create(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Failed(Inaccessible(path, e));
            }
        }

        return Load(manifestDirectory, fromEnvironment);
    }

    /// <summary>Gives the key file another name, so that a new one can be made; the path it has then, or null where there was none.</summary>
    /// <exception cref="DiagnosticException">CP4055: the file cannot be renamed.</exception>
    public static string? PutAside(string manifestDirectory, DateTimeOffset now)
    {
        var path = PathIn(manifestDirectory);
        if (!File.Exists(path)) return null;
        var aside = $"{path}.lost-{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture)}";
        try
        {
            File.Move(path, aside, overwrite: false);
            return aside;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Inaccessible(path, e), e);
        }
    }

    /// <summary>The key that a change of keys goes over to, made where it is not there yet: an interrupted change goes on with the same one.</summary>
    public static Checked<StackKey> LoadOrCreateNext(string manifestDirectory)
    {
        var next = NextPathIn(manifestDirectory);
        try
        {
            if (!File.Exists(next)) Create(next);
            return Parse(File.ReadAllText(next), next);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(Inaccessible(next, e));
        }
    }

    /// <summary>
    /// Where a change of keys was interrupted after the registry had the new one, the new one takes the place of the old: the registry knows
    /// which is which, by the <paramref name="fingerprint"/> of its key. Does nothing where there is nothing to go on with.
    /// </summary>
    public static void FinishChange(string manifestDirectory, string fingerprint)
    {
        var (path, next) = (PathIn(manifestDirectory), NextPathIn(manifestDirectory));
        try
        {
            if (File.Exists(next) && Parse(File.ReadAllText(next), next).Value?.Fingerprint == fingerprint) File.Move(next, path, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Another process was first
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Inaccessible(next, e), e);
        }
    }

    /// <summary>Makes the folder that the key stands in, which git is told to leave alone; its path.</summary>
    internal static string PrepareFolder(string manifestDirectory)
    {
        var folder = Path.GetDirectoryName(PathIn(manifestDirectory))!;
        Directory.CreateDirectory(folder);
        var ignore = Path.Combine(folder, ".gitignore");
        if (!File.Exists(ignore)) File.WriteAllText(ignore, "*\n");
        return folder;
    }

    private static string NextPathIn(string manifestDirectory) => $"{PathIn(manifestDirectory)}.next";

    private static void Create(string path)
    {
        var folder = PrepareFolder(Path.GetDirectoryName(Path.GetDirectoryName(path)!)!);

        // Written whole under a name of its own, then given a name that must not exist: nobody reads half a key, and one of two wins.
        var draft = Path.Combine(folder, $"key.{Path.GetRandomFileName()}");
        try
        {
            OwnerOnlyFile.Create(draft, Encoding.ASCII.GetBytes(StackKey.Create().ToBase64().Reveal() + "\n"));
            ExclusiveName.Give(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first; its key is the key.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    internal static Checked<StackKey> Parse(string text, string source) => StackKey.FromBase64(text.Trim()) is { } key
        ? new(key, [])
        : Failed(ExecutionCodes.KeyMalformed.With(
            $"{source} does not hold a key: it must be the base64 of exactly {StackKey.Bytes} bytes",
            "Put the stack's own key there; `openssl rand -base64 32` makes one for a new stack."));

    private static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;

    private static Diagnostic OpenToOthers(string path) =>
        ExecutionCodes.KeyOpenToOthers.With($"The key file {path} is open to other users of this machine", $"Run `chmod 600 {path}`.");

    private static Diagnostic Missing(string path) =>
        ExecutionCodes.KeyMissing.With($"There is no key: {EnvironmentVariable} is not set and {path} does not exist", $"Set {EnvironmentVariable} to the stack's key, or put the file back; if it is lost for good, run `carpool adopt --all --new-key`.");

    private static Diagnostic Inaccessible(string path, Exception e) =>
        ExecutionCodes.KeyInaccessible.With($"The key file {path} cannot be used: {e.Message}", $"Give the user who runs Carpool access to it, or set {EnvironmentVariable}.");

    private static Checked<StackKey> Failed(Diagnostic diagnostic) => new(null, [diagnostic]);
}

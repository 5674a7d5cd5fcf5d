using Carpool.Manifest;

namespace Carpool.Cli.Commands;

/// <summary>The JSON Schema beside a manifest, for editors. It stands where git ignores it: each version of Carpool writes its own.</summary>
internal static class SchemaFile
{
    /// <summary>Where it is, seen from the manifest.</summary>
    public const string FromManifest = ".carpool/carpool.schema.json";

    public static void Write(string manifestDirectory)
    {
        var path = Path.Combine(manifestDirectory, FromManifest);
        NewFile.Guard(path, () =>
        {
            var folder = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var ignore = Path.Combine(folder, ".gitignore");
            if (!File.Exists(ignore)) File.WriteAllText(ignore, "*\n");
            File.WriteAllText(path, ManifestSchema.Render());
        });
    }
}

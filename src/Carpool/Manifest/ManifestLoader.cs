using System.Text;
using Carpool.Diagnostics;
using Carpool.Manifest.Grammar;
using Carpool.Manifest.Reading;
using Carpool.Manifest.Yaml;

namespace Carpool.Manifest;

/// <summary>Reads `carpool.yaml`. Each problem is a diagnostic with its place, all of them at once; nothing connects anywhere.</summary>
public static class ManifestLoader
{
    /// <summary>No manifest is larger than this many bytes.</summary>
    internal const int MaxBytes = 1024 * 1024;

    /// <summary>The manifest in a file.</summary>
    /// <param name="path">The file; diagnostics show it as it is given here.</param>
    /// <param name="environment">What `${NAME}` reads.</param>
    public static Checked<StackManifest> Load(string path, IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var bytes = ReadBounded(path);
            if (bytes.Length > MaxBytes)
                return Refused(path, ManifestCodes.TooLarge, $"The manifest {Shown.For(path)} is larger than 1 MiB", "Name the right file with -f, or split the manifest into several stacks.");
            return Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), path, environment);
        }
        catch (DecoderFallbackException e)
        {
            return Refused(path, ManifestCodes.NotUtf8, $"The manifest {Shown.For(path)} is not UTF-8: byte {e.Index + 1} makes no sense", "Save the file as UTF-8.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var (reason, fix) = e switch
            {
                FileNotFoundException or DirectoryNotFoundException => ("there is no such file", "Name the file with -f or its folder with -C, or run `carpool init` to write one."),
                UnauthorizedAccessException when Directory.Exists(path) => ("it is a folder", "Name the file itself, or its folder with -C."),
                UnauthorizedAccessException => ("access is denied", "Give yourself read access to the file."),
                _ => ("it cannot be opened", "Name the file with -f."),
            };
            return Refused(path, ManifestCodes.CannotRead, $"The manifest {Shown.For(path)} cannot be read: {reason}", fix);
        }
    }

    /// <summary>The manifest in a text. Never throws, whatever the text.</summary>
    /// <param name="path">The file that the text is from; diagnostics show it as it is given here.</param>
    /// <param name="environment">What `${NAME}` reads.</param>
    public static Checked<StackManifest> Parse(string text, string path, IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(environment);
        if (text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
            return Refused(path, ManifestCodes.TooLarge, $"The manifest {Shown.For(path)} is larger than 1 MiB", "Split the manifest into several stacks.");

        var problems = new Problems(path);
        var (root, place) = Fit(text, environment, problems);
        var manifest = root is null ? null : ManifestReading.Read(root, place, Path.GetFullPath(path), problems);
        return new(problems.IsEmpty ? manifest : null, problems.InOrder());
    }

    /// <summary>What fits the grammar, and where it begins. The nodes end here: of a large file they weigh as much as all that is made of them.</summary>
    private static (Value.Keys? Root, SourceLocation Place) Fit(string text, IReadOnlyDictionary<string, string> environment, Problems problems)
    {
        // An empty file is a mapping without keys, so that the user hears which one is needed.
        var node = NodeTree.Read(text.TrimStart('\uFEFF'), problems) ?? new Node.Mapping([], problems.At(1, 1));
        return (new ShapeFit(environment, problems).Fit(node, ManifestGrammar.Root, "") as Value.Keys, node.Location);
    }

    /// <summary>The file's bytes, at most one more than allowed: a device or a pipe given by mistake has no end.</summary>
    internal static byte[] ReadBounded(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[MaxBytes + 1];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static Checked<StackManifest> Refused(string path, DiagnosticCode code, string message, string fix) =>
        new(null, [code.With(message, fix, location: new(path, 1, 1))]);
}

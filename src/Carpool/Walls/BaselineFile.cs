using System.Text;
using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.Manifest.Reading;
using Carpool.Manifest.Yaml;

namespace Carpool.Walls;

/// <summary>Baselines in files: YAML, a list of entries. All that is wrong with one is told at once, as errors of CP6060.</summary>
public static class BaselineFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The baseline in a file.</summary>
    /// <param name="path">The file; diagnostics show it as it is given here.</param>
    public static Checked<Baseline> Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var bytes = ManifestLoader.ReadBounded(path);
            return bytes.Length > ManifestLoader.MaxBytes ? Refused(path, "it is larger than 1 MiB") : Parse(StrictUtf8.GetString(bytes), path);
        }
        catch (DecoderFallbackException)
        {
            return Refused(path, "it is not UTF-8");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refused(path, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refused(path, Directory.Exists(path) ? "it is a folder" : "it cannot be opened");
        }
    }

    /// <summary>The baseline in a text.</summary>
    /// <param name="path">The file that the text is from.</param>
    public static Checked<Baseline> Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new Problems(path);
        var root = NodeTree.Read(text.TrimStart('\uFEFF'), problems);
        var entries = new BaselineReading(problems).Read(root);
        var found = problems.InOrder().Select(problem => problem with { Code = WallCodes.Baseline, Severity = Severity.Error }).ToList();
        return new(found.Count == 0 ? new Baseline(entries) : null, found);
    }

    private static Checked<Baseline> Refused(string path, string why) => new(
        null,
        [WallCodes.Baseline.With($"The baseline {Shown.For(path)} cannot be read: {why}", "Name a file with a list of entries, as `carpool explain CP6060` shows.", location: new(path, 1, 1)) with { Severity = Severity.Error }]);
}

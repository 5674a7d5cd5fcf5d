using System.Text;
using System.Text.Json;
using Carpool.Credentials;
using Carpool.Diagnostics;

namespace Carpool.Plans;

/// <summary>Saved plans on the disk: sealed with the stack's key, readable by their owner alone.</summary>
internal static class PlanFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Only a plan makes room for a plan: a slip of the fingers costs nobody a manifest.</summary>
    /// <exception cref="DiagnosticException">CP4082: something else is there.</exception>
    public static void Refuse(string path)
    {
        if (new FileInfo(path).LinkTarget is null && !Path.Exists(path)) return;
        if (new FileInfo(path).LinkTarget is null && File.Exists(path) && IsPlan(path)) return;
        throw new DiagnosticException(ExecutionCodes.FileNotWritten.With($"'{path}' is there already and is no saved plan", "Name another file, or remove this one.", path));
    }

    /// <summary>Writes a plan, over an older one if need be, whole or not at all.</summary>
    /// <exception cref="DiagnosticException">CP4082: the file cannot be written.</exception>
    public static void Write(string path, SavedPlan plan, StackKey key)
    {
        Refuse(path);
        try
        {
            OwnerOnlyFile.Replace(Path.GetFullPath(path), StrictUtf8.GetBytes(PlanEnvelope.Of(plan, key).Render()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(ExecutionCodes.FileNotWritten.With($"'{path}' cannot be written: {e.Message}", "Name a file in a folder that is there and that you may write to.", path), e);
        }
    }

    /// <summary>The plan in a file, which must be just as Carpool wrote it.</summary>
    /// <exception cref="DiagnosticException">CP4084 to CP4087.</exception>
    public static SavedPlan Read(string path, StackKey key)
    {
        var text = TextOf(path);
        var envelope = PlanEnvelope.Parse(text) ?? throw Unreadable(path, "it is no saved plan");
        if (envelope.Version > PlanEnvelope.CurrentVersion)
        {
            throw new DiagnosticException(ExecutionCodes.PlanNewer.With(
                $"The plan {path} has format {envelope.Version}; this Carpool knows up to {PlanEnvelope.CurrentVersion}.", "Use the Carpool that made it, or make a new plan with this one.", path));
        }

        if (envelope.Key != key.Fingerprint)
        {
            throw new DiagnosticException(ExecutionCodes.PlanOfAnotherKey.With(
                $"The plan {path} was sealed with another key ({envelope.Key}) than the one at hand ({key.Fingerprint}).",
                $"Set {KeyFile.EnvironmentVariable} to the key that it was made with, or make a new plan.",
                path));
        }

        if (!envelope.IsAuthentic(text, key))
        {
            throw new DiagnosticException(ExecutionCodes.PlanTampered.With(
                $"The plan {path} is not what Carpool wrote: it was changed.", "Find out who or what changes it, and make a new plan with `carpool preview --out`.", path));
        }

        try
        {
            return PlanJson.Read(envelope.Plan);
        }
        catch (JsonException e)
        {
            throw Unreadable(path, "another version of Carpool wrote it", e);
        }
    }

    private static bool IsPlan(string path)
    {
        try
        {
            return PlanEnvelope.Parse(TextOf(path)) is not null;
        }
        catch (DiagnosticException)
        {
            return false;
        }
    }

    private static string TextOf(string path)
    {
        try
        {
            return StrictUtf8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(path, "there is no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e.Message, e);
        }
        catch (DecoderFallbackException e)
        {
            throw Unreadable(path, "it is no saved plan", e);
        }
    }

    private static DiagnosticException Unreadable(string path, string why, Exception? inner = null) => new(
        ExecutionCodes.PlanUnreadable.With($"The plan {path} cannot be read: {why}", "Name a file that `carpool preview --out` wrote; for single apps there is --only.", path), inner);
}

using System.Text;
using Carpool.Cli.Views.Report;
using Carpool.Credentials;
using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>Where a report goes: readable by its owner alone, whole or not at all.</summary>
internal static class ReportFile
{
    /// <summary>Only a report makes room for a report.</summary>
    public static void Refuse(string path)
    {
        if (!Path.Exists(path) && new FileInfo(path).LinkTarget is null) return;
        if (new FileInfo(path).LinkTarget is null && File.Exists(path) && IsReport(path)) return;
        throw new DiagnosticException(ExecutionCodes.FileNotWritten.With($"'{path}' is there already and is no report of Carpool", "Name another file, or remove this one.", path));
    }

    public static void Write(string path, string page)
    {
        Refuse(path);
        try
        {
            OwnerOnlyFile.Replace(Path.GetFullPath(path), Encoding.UTF8.GetBytes(page));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(ExecutionCodes.FileNotWritten.With($"'{path}' cannot be written: {e.Message}", "Name a file in a folder that is there and that you may write to.", path), e);
        }
    }

    private static bool IsReport(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var begin = new byte[ReportPage.Mark.Length];
            return Encoding.UTF8.GetString(begin, 0, file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false)) is ReportPage.Mark;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

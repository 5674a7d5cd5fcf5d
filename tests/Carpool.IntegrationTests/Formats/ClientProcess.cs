using System.Diagnostics;
using System.Text;
using Xunit;

namespace Carpool.IntegrationTests.Formats;

/// <summary>A program that is given its input and read to its end. Its environment has nothing of Postgres' own but what it is given.</summary>
internal static class ClientProcess
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal) || name.EndsWith("DATABASE_URL", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        start.Environment["PGCLIENTENCODING"] = "UTF8";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), Ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code says why
        }

        await process.WaitForExitAsync(Ct);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{await output}{await error}");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}

using System.Diagnostics;
using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>Runs the launcher's script: it reports on stderr and prints the folder of the binaries as its last line.</summary>
internal sealed class BinaryInstall(LocalEnvironment environment, IProgress<string> progress)
{
    public async Task<PostgresBinaries> RunAsync(string script, int? major, CancellationToken ct)
    {
        progress.Report("Installing a Postgres server");
        var start = new ProcessStartInfo(script);
        start.Environment.Clear();
        foreach (var (name, value) in environment.Variables.Where(variable => !LocalEnvironment.IsSecret(variable.Key))) start.Environment[name] = value;
        if (major is not null) start.Environment["CARPOOL_POSTGRES_MAJOR"] = major.ToString();
        var outcome = await ChildProgram.RunAsync(start, progress.Report, wholeTree: true, ct);
        var folder = outcome.Output.Split('\n')[^1].Trim();
        if (outcome.IsSuccess && folder.Length > 0 && await PostgresBinaries.ReadAsync(folder, ct) is { } binaries) return binaries;
        throw new DiagnosticException(PlatformCodes.InstallFailed.With(
            outcome.IsSuccess
                ? $"'{script}' ended well, but '{folder}' holds no Postgres server."
                : $"'{script}', which installs a Postgres server, failed with exit code {outcome.ExitCode}:\n{outcome.Complaint}",
            "Install a Postgres server yourself (Debian, Ubuntu: `apt install postgresql`), or name the bin folder of one in CARPOOL_PG_BIN.", script));
    }
}

using Carpool.Diagnostics;
using Carpool.Walls.Trials;

namespace Carpool.Walls;

/// <summary>Holds what the logins met against what the catalogs say they would: the two ways of the proof must agree.</summary>
internal static class Disagreement
{
    /// <summary>One finding for each login that fared otherwise. What proved nothing, and what the matrix does not hold, contradicts nothing.</summary>
    public static IEnumerable<Diagnostic> Find(ReachMatrix matrix, IEnumerable<ProbeResult> results)
    {
        var columns = matrix.Databases.Index().ToDictionary(column => column.Item, column => column.Index);
        var rows = matrix.Rows.ToDictionary(row => row.Login, row => row.Cells);
        foreach (var (probe, outcome, _) in results.OrderBy(result => result.Probe.Login.Name.Value, StringComparer.Ordinal).ThenBy(result => result.Probe.Database.Value, StringComparer.Ordinal))
        {
            if (!rows.TryGetValue(probe.Login.Name, out var cells) || !columns.TryGetValue(probe.Database, out var column)) continue;
            var met = outcome switch
            {
                ProbeOutcome.Refused => (bool?)false,
                ProbeOutcome.Own or ProbeOutcome.Entered => true,
                ProbeOutcome.Inconclusive => null,
                _ => throw new InvalidOperationException($"{outcome} is no outcome"),
            };
            if (met is { } entered && entered != Enters(cells[column])) yield return Of(probe, cells[column], entered);
        }
    }

    private static bool Enters(Reach reach) => reach switch
    {
        Reach.Refused or Reach.OverOthers => false,
        Reach.Enters or Reach.OpenByPlatform or Reach.Own or Reach.Trusted => true,
        _ => throw new InvalidOperationException($"{reach} is no reach"),
    };

    private static Diagnostic Of(Probe probe, Reach reach, bool entered) => WallCodes.Disagreement.With(
        $"This is a bug of Carpool: by the catalogs {probe.Login.Name} {(entered ? "is kept out of" : "gets into")} database {probe.Database} ({reach}), but its login {(entered ? "got in" : "was refused")}.",
        "Please report it with what `carpool verify --json --matrix` prints, and trust neither answer until it is mended.",
        probe.Login.Name.Value);
}

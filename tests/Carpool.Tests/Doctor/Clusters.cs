using Carpool.Doctor;
using Carpool.Manifest;
using Carpool.State;

namespace Carpool.Tests.Doctor;

/// <summary>Clusters as `doctor` could find them.</summary>
internal static class Clusters
{
    /// <summary>A small server: 25 connections, of which 3 are for superusers.</summary>
    public static Capacity Small { get; } = new(25, 3, 0, 10, 10, 0) { Preloaded = [] };

    /// <summary>A manifest's apps, in YAML, on a server where nobody is.</summary>
    public static DoctorView View(string apps, Capacity? capacity = null) => new(
        ManifestLoader.Parse($"cluster: local\napps:\n  {apps.Replace("\n", "\n  ", StringComparison.Ordinal)}\n", "carpool.yaml", new Dictionary<string, string>(StringComparer.Ordinal)).Value!,
        new Server(180004, "18.4", "1", IsStandby: false, new Admin(new("carpool_admin"), IsSuperuser: false, true, true, false), new("postgres"), 20),
        new Surroundings(),
        capacity ?? Small,
        new HashSet<DatabaseName> { new("postgres"), new("template1") },
        []);

    /// <summary>The only check of a code.</summary>
    public static Check Of(this DoctorView view, Carpool.Diagnostics.DiagnosticCode code) => DoctorReport.Of(view).Checks.Single(check => check.Code == code);
}

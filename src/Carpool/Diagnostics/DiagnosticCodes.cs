using System.Reflection;

namespace Carpool.Diagnostics;

/// <summary>Every code Carpool can print, found from the families' own files so that none can be forgotten.</summary>
public static class DiagnosticCodes
{
    /// <summary>All codes in the order of their numbers.</summary>
    public static IReadOnlyList<DiagnosticCode> All { get; } =
        [.. new[] { typeof(ManifestCodes), typeof(CatalogCodes), typeof(HazardCodes), typeof(ExecutionCodes), typeof(PlatformCodes), typeof(PlanetScaleCodes), typeof(EmulatorCodes), typeof(WallCodes), typeof(DoctorCodes), typeof(SyncCodes), typeof(CanaryCodes) }
            .SelectMany(family => family.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (DiagnosticCode)field.GetValue(null)!)
            .OrderBy(code => code.Id, StringComparer.Ordinal)];
}

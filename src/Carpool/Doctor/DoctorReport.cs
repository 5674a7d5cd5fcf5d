using Carpool.Doctor.Checks;

namespace Carpool.Doctor;

/// <summary>Whether a cluster is fit for what a manifest asks of it.</summary>
/// <param name="Cluster">What was looked at, in a few words.</param>
/// <param name="Checks">In the order of <see cref="DoctorChecks"/>.</param>
public sealed record DoctorReport(string Cluster, ConnectionBudget Budget, IReadOnlyList<Check> Checks)
{
    /// <summary>True where no check fails.</summary>
    public bool IsFit => Checks.All(check => check.Status is not CheckStatus.Fail);

    internal static DoctorReport Of(DoctorView view) => new($"Postgres {view.Server.Version}", view.Budget, DoctorChecks.Find(view));
}

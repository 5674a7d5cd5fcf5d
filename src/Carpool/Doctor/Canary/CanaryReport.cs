namespace Carpool.Doctor.Canary;

/// <summary>How far the canaries of an app came: one for each of its sync engines.</summary>
/// <param name="Steps">In the order in which they were tried; none follows one that failed, of the same engine.</param>
public sealed record CanaryReport(string App, IReadOnlyList<CanaryStep> Steps)
{
    /// <summary>True where every engine of the app would get what it needs.</summary>
    public bool IsFit => Steps.All(step => step.Check.Status is not CheckStatus.Fail);
}

/// <summary>One thing that an engine does, done as it.</summary>
/// <param name="Engine">Its name in the manifest; null where no engine does it.</param>
/// <param name="Name">A word for the step.</param>
public sealed record CanaryStep(string? Engine, string Name, Check Check);

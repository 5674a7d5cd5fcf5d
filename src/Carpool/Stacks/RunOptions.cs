using Carpool.Planning;

namespace Carpool.Stacks;

/// <summary>How a plan is carried out.</summary>
/// <param name="AllowedHazards">Codes such as CP3001.</param>
/// <param name="Only">The apps to look at; empty is all, and the shared databases.</param>
/// <param name="Parallel">How many lanes at most; fewer where the cluster has fewer connections free.</param>
/// <param name="LockTimeout">How long to wait for another run to end.</param>
/// <param name="ConfirmAsync">Asked once with the plan, unless it is empty or blocked; false leaves everything as it is.</param>
/// <param name="Progress">Hears of each step.</param>
public sealed record RunOptions(
    IReadOnlySet<string> AllowedHazards,
    IReadOnlySet<string> Only,
    int Parallel,
    TimeSpan LockTimeout,
    Func<Plan, CancellationToken, Task<bool>> ConfirmAsync,
    IProgress<RunProgress> Progress)
{
    /// <summary>`up` logs in with every password on record first, and gives a new one where somebody changed it.</summary>
    public bool TriesCredentials { get; init; }
}

/// <summary>How far a run is.</summary>
/// <param name="App">The app it was about; null for what belongs to none.</param>
/// <param name="Doing">What was done, in a few words.</param>
public sealed record RunProgress(int StepsDone, int StepsTotal, int AppsDone, int AppsTotal, string? App, string Doing);

using Carpool.Diagnostics;
using Carpool.Diff;

namespace Carpool.Planning;

/// <summary>What will be done, in order, with what it endangers. Changes are the story for people; steps are the work.</summary>
/// <param name="Unchanged">How many objects are as they should be.</param>
/// <param name="Holdings">What the apps that leave hold.</param>
/// <param name="Diagnostics">An error among them means that the plan cannot be carried out.</param>
public sealed record Plan(
    IReadOnlyList<Change> Changes,
    IReadOnlyList<Step> Steps,
    IReadOnlyList<Hazard> Hazards,
    int Unchanged,
    IReadOnlyList<Holdings> Holdings,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    private readonly Lazy<ILookup<Change, Statement>> _statements = new(() => Statements(Steps));

    /// <summary>SHA-256, in hex, over the stack, the cluster and the changes: equal where the same would be done. Null for a plan of no stack.</summary>
    public string? Fingerprint => WaitingFingerprint?.Value;

    /// <summary>Only programs ask for it, and the first JSON costs a start as much as a session does.</summary>
    internal Lazy<string>? WaitingFingerprint { get; init; }

    /// <summary>True where there is nothing to do.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>The hazards that nobody has allowed yet.</summary>
    public IReadOnlyList<Hazard> BlockedBy(IReadOnlySet<string> allowedCodes) =>
        [.. Hazards.Where(hazard => !allowedCodes.Contains(hazard.Diagnostic.Code.Id))];

    /// <summary>What the app that a change removes holds; null for any other change.</summary>
    public Holdings? HeldBy(Change change) => Holdings.FirstOrDefault(held => ReferenceEquals(held.Change, change));

    /// <summary>The statements of one change, in order, as people may see them.</summary>
    public IEnumerable<string> SqlOf(Change change) => _statements.Value[change].Select(statement => statement.Sql.ToString());

    private static ILookup<Change, Statement> Statements(IReadOnlyList<Step> steps) => steps
        .SelectMany(step => step switch
        {
            Step.Run run => run.Statements,
            Step.RunAlone alone => [alone.Statement],
            Step.RunAs run => run.Statements,
            Step.EndSessions or Step.Prove or Step.TeachPooler or Step.DeleteLogin => [],
        })
        .ToLookup(statement => statement.Change, (IEqualityComparer<Change>)ReferenceEqualityComparer.Instance);
}

using Carpool.IntegrationTests.Server;
using Npgsql;
using Shouldly;

namespace Carpool.IntegrationTests.Holes;

/// <summary>One hole on the ground: opened, found, closed by the SQL that the findings tell, and no longer found.</summary>
internal sealed class HoleTrial(WallGround ground, Hole hole, AdminKind kind)
{
    // A fix may bring to light what stood behind it
    private const int Rounds = 3;

    /// <summary>What was not as the file says, and the ground as it was before.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        var failures = new List<string>();
        try
        {
            await ground.TakeAsync(hole.Steps, ct);
            var verdict = await ground.VerifyAsync();
            failures.AddRange(Judge(verdict));
            if (!hole.IsClosedByHand) failures.AddRange(await CloseAsync(verdict, ct));
            await ground.EndAsync(ct);
            await ground.TakeAsync(hole.Undo, ct);
            if (hole.IsClosedByHand && await ground.LookAgainAsync() is { IsClean: false } left) failures.Add($"is taken back, and there is still: {left}");
        }
        catch (Exception error) when (error is NpgsqlException or ShouldAssertException)
        {
            failures.Add(error.Message);
        }

        if (failures.Count > 0) await ground.ResetAsync(ct);
        return [.. failures.Select(failure => $"{hole.Name}: {failure}")];
    }

    private IEnumerable<string> Judge(Verdict verdict)
    {
        foreach (var disagreement in verdict.Findings.Where(finding => finding.Code == "CP6050")) yield return $"both ways do not agree: {disagreement}";
        var sight = hole.SightOf(kind);
        if (sight is PlainSight.Unknown)
        {
            if (!verdict.Unknown.Any(unknown => unknown.Code == "CP6040" && (hole.Unknown is null || unknown.Subject == hole.Unknown)))
                yield return $"nothing is said to be unknown of {hole.Unknown}: {string.Join(" | ", verdict.Unknown)}; {verdict}";
            yield break;
        }

        IReadOnlyList<ExpectedFinding> expected = sight is PlainSight.Finds ? hole.Finds : [];
        foreach (var finding in expected.Where(finding => !verdict.Findings.Any(finding.IsMetBy))) yield return $"no {finding}, but {verdict}";
        if (expected.Count == 0 && verdict.Findings.Count > 0) yield return $"a finding where there is nothing: {verdict}";
        var isOpen = expected.Any(finding => finding.Severity == "error");
        if (verdict.IsIsolated == isOpen || (verdict.ExitCode == 4) != isOpen) yield return $"isolated is {verdict.IsIsolated}: {verdict}";
        foreach (var finding in verdict.Findings.Where(finding => finding.Fix is null)) yield return $"a finding without a fix: {finding}";
    }

    private async Task<IReadOnlyList<string>> CloseAsync(Verdict verdict, CancellationToken ct)
    {
        var (told, refused) = (new List<string>(), new List<string>());
        for (var round = 1; round <= Rounds && verdict.Findings.Count > 0; round++)
        {
            foreach (var (database, sql) in verdict.Findings.Select(finding => finding.Closing).OfType<(string, string)>().Distinct())
            {
                told.Add($"{database}: {sql}");
                try
                {
                    await ground.RunAsync(database, Statements.Of(sql), ct);
                }
                catch (PostgresException error)
                {
                    // Another finding's fix may have closed this one already
                    refused.Add($"{sql} was refused: {error.MessageText}");
                }
            }

            verdict = await ground.LookAgainAsync();
        }

        var failures = verdict.IsClean ? (refused.Count > 0 && told.Count == refused.Count ? refused : []) : [.. refused, $"is still open after {string.Join(" | ", told)}: {verdict}"];
        return failures;
    }
}

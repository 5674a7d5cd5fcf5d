using Carpool.Catalog;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Walls.Trials;

/// <summary>
/// Carries acts out in a login's session, all in few round trips. Each is a command with a Sync of its own, so that one that fails
/// does not take the next with it; what can be in a transaction is in one that is rolled back, behind a savepoint.
/// </summary>
internal sealed class ActSession(NpgsqlConnection session, IStatementLog log, Probe probe, bool takesChanges)
{
    private const string Savepoint = "SAVEPOINT act";
    private const string TakeBack = "ROLLBACK TO SAVEPOINT act";

    // What the app's own settings may say of a transaction does not count
    private string Begin => $"BEGIN ISOLATION LEVEL READ COMMITTED, {(takesChanges ? "READ WRITE" : "READ ONLY")}, NOT DEFERRABLE";

    /// <summary>Looks around. From here on the session is in a transaction.</summary>
    /// <param name="isStripped">Drops the role that the server gave it.</param>
    public async Task<ActSight> BeginAsync(bool isStripped, CancellationToken cancellationToken)
    {
        if (isStripped) await SendAsync(["SET SESSION ROLE NONE"], areApart: false, cancellationToken);
        ActSight sight;
        await using (var batch = await CatalogBatch.ReadAsync(session, log, ["act_sight"], cancellationToken))
        {
            sight = (await batch.NextAsync(
                row => new ActSight(row.Role("role"), row.TextOrNull("extension") is { } name ? new ExtensionName(name) : null, row.Texts("languages")), cancellationToken)).Single();
        }

        // Before any act: one that would be sent although this failed would stay
        await SendAsync([Begin, Savepoint], areApart: false, cancellationToken);
        return sight;
    }

    /// <summary>Tries each, and ends the transaction.</summary>
    /// <param name="role">Who the session is.</param>
    public async Task<IReadOnlyList<ActResult>> TryAsync(RoleName role, IReadOnlyList<Act> acts, CancellationToken cancellationToken)
    {
        var tried = acts.Where(act => takesChanges || !act.Writes).ToLookup(act => act.StandsAlone);
        List<(string Sql, Act? Act)> commands =
        [
            .. tried[false].SelectMany(act => ((string, Act?)[])[(act.Sql.ToString(), act), (TakeBack, null)]),
            ("ROLLBACK", null),
            ("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE", null),
            .. tried[true].Select(act => (act.Sql.ToString(), (Act?)act)),
        ];
        var hasWarned = false;
        void Hear(object sender, NpgsqlNoticeEventArgs heard) => hasWarned |= heard.Notice.SqlState == Act.NothingGranted;
        session.Notice += Hear;
        try
        {
            var answers = await SendAsync([.. commands.Select(command => command.Sql)], areApart: true, cancellationToken);
            return [.. commands.Zip(answers).Where(pair => pair.First.Act is not null).Select(pair => ResultOf(role, pair.First.Act!, pair.Second, hasWarned))];
        }
        finally
        {
            session.Notice -= Hear;
        }
    }

    private ActResult ResultOf(RoleName role, Act act, Answer answer, bool hasWarned) => answer switch
    {
        { Error: { } error } => new(probe, role, act, act.Judge(error.SqlState), $"{error.MessageText} ({error.SqlState})"),
        { IsComplete: true } => new(probe, role, act, act.Judge(act.SaysNoByWarning && hasWarned ? Act.NothingGranted : null), null),
        _ => new(probe, role, act, ActOutcome.Inconclusive, "the server said nothing of it"),
    };

    /// <param name="areApart">One that fails does not take the rest with it.</param>
    private async Task<IReadOnlyList<Answer>> SendAsync(IReadOnlyList<string> commands, bool areApart, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(session) { EnableErrorBarriers = areApart };
        foreach (var command in commands)
        {
            log.Sent(session.Database!, command);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(command));
        }

        var errors = new Dictionary<NpgsqlBatchCommand, PostgresException>();
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException failure) when (areApart && session.ProcessIdOrNull() is not null && ErrorsIn(failure) is { } all)
        {
            foreach (var error in all) errors.Add((NpgsqlBatchCommand)error.BatchCommand!, error);
        }

        return [.. batch.BatchCommands.Cast<NpgsqlBatchCommand>().Select(command => new Answer(errors.GetValueOrDefault(command), command.StatementType is not StatementType.Unknown))];
    }

    /// <summary>Those of single commands; null for a failure of the session as a whole.</summary>
    private static IReadOnlyList<PostgresException>? ErrorsIn(NpgsqlException failure) => failure switch
    {
        PostgresException { BatchCommand: not null } one => [one],
        { InnerException: AggregateException several } when several.InnerExceptions.All(each => each is PostgresException { BatchCommand: not null }) => [.. several.InnerExceptions.Cast<PostgresException>()],
        _ => null,
    };

    private sealed record Answer(PostgresException? Error, bool IsComplete);
}

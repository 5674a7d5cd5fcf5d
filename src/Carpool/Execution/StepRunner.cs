using System.Collections.Concurrent;
using Carpool.Catalog;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Planning;
using Carpool.Platforms;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using Npgsql;

namespace Carpool.Execution;

/// <summary>Carries out one step, and tries it again where another session was merely in the way.</summary>
internal sealed class StepRunner(SessionOpener opener, StackRegistry registry, RegistryWriter writer, Server server, HeldLock held, Lookout lookout, PoolerProof pooler, ApiLogins? apiLogins, IStatementLog log, IProgress<string> notices)
{
    private readonly ConcurrentDictionary<RoleName, Secret> _verifiers = new();
    private readonly ConcurrentDictionary<DatabaseName, InsideCatalog> _seen = new();
    private readonly ConcurrentDictionary<RoleName, bool> _given = new();
    private readonly ConcurrentBag<Diagnostic> _warnings = [];

    /// <summary>What is worth knowing of the steps that were carried out.</summary>
    public IReadOnlyList<Diagnostic> Warnings => [.. _warnings.OrderBy(warning => warning.Subject, StringComparer.Ordinal)];

    /// <summary>The insides of the databases that were set up, read right after: nobody has to come back for that.</summary>
    public IReadOnlyDictionary<DatabaseName, InsideCatalog> Seen => _seen;

    /// <summary>What went wrong, or null. Never cancelled half-way: a step is a transaction, or one statement.</summary>
    public async Task<Diagnostic?> RunAsync(Step step, LaneSession lane)
    {
        var watch = new WaitWatch(lookout, () => lane.ProcessId, Emptied(step), log, notices);
        if (await watch.OverAsync(() => TryAgainAsync(step, lane)) is not { } failure) return null;
        if (failure.Severity != Severity.Error)
        {
            _warnings.Add(failure);
            return null;
        }

        return watch.WithThoseInTheWay(failure);
    }

    private async Task<Diagnostic?> TryAgainAsync(Step step, LaneSession lane)
    {
        try
        {
            return await TransientErrors.TryAgainAsync(() => TryAsync(step, lane));
        }
        catch (NpgsqlException failure)
        {
            await lane.LeaveAsync();
            return ServerErrors.ToDiagnostic(failure, DatabaseOf(step).Value, Shown(step, failure), step.App);
        }
        catch (DiagnosticException failure)
        {
            return failure.Diagnostics[0];
        }
        catch (InvalidOperationException) when (lane.ProcessId is null)
        {
            return ServerErrors.Lost("it had ended before", DatabaseOf(step).Value, subject: step.App);
        }
    }

    private Task<Diagnostic?> TryAsync(Step step, LaneSession lane) => step switch
    {
        Step.Run run => RunInTransactionAsync(run, lane),
        Step.RunAs run => RunAsLoginAsync(run, lane),
        Step.RunAlone alone => RunAloneAsync(alone, lane),
        Step.EndSessions end => EndSessionsAsync(end, lane),
        Step.Prove prove => ProveAsync(prove, lane),
        Step.TeachPooler teach => pooler.TryAsync(teach, registry, CancellationToken.None),
        Step.DeleteLogin delete => DeleteLoginAsync(delete, lane),
    };

    /// <summary>The lane's session in the step's database, as long as the run holds its lock.</summary>
    private async Task<NpgsqlConnection> SessionAsync(Step step, LaneSession lane)
    {
        var session = await lane.InAsync(DatabaseOf(step), CancellationToken.None);
        await held.ConfirmAsync(session);
        return session;
    }

    private async Task<Diagnostic?> RunInTransactionAsync(Step.Run step, LaneSession lane)
    {
        var session = await SessionAsync(step, lane);
        await DrawPasswordsAsync(step);
        log.Sent(session.Database!, "BEGIN");
        await using var transaction = await session.BeginTransactionAsync();
        using var noOps = new SilentNoOps(session);
        List<SqlText> statements =
        [
            .. step.Borrowed.Select(role => MembershipSql.Borrow(role, server)),
            .. step.Statements.Select(statement => statement.Sql),
            .. step.Borrowed.Select(role => MembershipSql.GiveBack(role, server)),
        ];
        if (step.Inside is not null && await EventTriggers.FindAsync(session, server, step.App, log, CancellationToken.None) is { } spy) return spy;
        await SendAsync(session, statements);
        if (noOps.Heard.Count > 0)
        {
            await transaction.RollbackAsync();
            return ExecutionCodes.SilentNoOp.With(
                $"The server took a statement and did nothing: {string.Join("; ", noOps.Heard)}. {string.Join("; ", step.Statements.Select(statement => statement.Sql))}",
                "Give the admin role the ownership or grant option that the statement needs.",
                step.App);
        }

        foreach (var entry in step.Entries) await writer.WriteAsync(session, entry, CancellationToken.None);
        log.Sent(session.Database!, "COMMIT");
        await transaction.CommitAsync();
        if (step is { Stage: Stage.Insides, Inside: { } database }) _seen[database] = await InsideCatalog.ReadAsync(session, log, CancellationToken.None);
        return null;
    }

    private async Task<Diagnostic?> RunAloneAsync(Step.RunAlone step, LaneSession lane)
    {
        var session = await SessionAsync(step, lane);
        if (step.DatabaseOid is { } oid && !await IsStillAsync(session, step.Statement.Change.Database!, oid))
        {
            return CatalogCodes.ObjectReplaced.With(
                $"Database {step.Statement.Change.Database} is not the one that the plan was made for any more.", "Run the command again to see what there is now.", step.App);
        }

        await SendAsync(session, [step.Statement.Sql]);
        return null;
    }

    private async Task<bool> IsStillAsync(NpgsqlConnection session, DatabaseName database, uint oid)
    {
        const string Find = "SELECT d.oid::pg_catalog.int8 FROM pg_catalog.pg_database AS d WHERE d.datname = $1";
        return (await session.ReadAsync(log, Find, row => row.OidOrNull(0), CancellationToken.None, database.Value)).SingleOrDefault() == oid;
    }

    private async Task<Diagnostic?> EndSessionsAsync(Step.EndSessions step, LaneSession lane) =>
        await SessionEnding.EndAsync(await SessionAsync(step, lane), step, server, log, CancellationToken.None);

    private async Task<Diagnostic?> ProveAsync(Step.Prove step, LaneSession lane)
    {
        // The login needs the lane's place: never more sessions than lanes
        await lane.LeaveAsync();
        var failure = await LoginProof.TryAsync(step, opener, registry, log, CancellationToken.None);
        return step.IsNeeded || failure is null ? failure : failure with { Severity = Severity.Warning };
    }

    private async Task SendAsync(NpgsqlConnection session, List<SqlText> statements)
    {
        if (statements.Count == 0) return;
        await using var batch = new NpgsqlBatch(session);
        foreach (var statement in statements)
        {
            log.Sent(session.Database!, statement.ToString());
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement.ToExecutable(verifier => _verifiers[verifier.Login].Reveal())));
        }

        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>What only the login may say of itself, in a session that begins as itself.</summary>
    private async Task<Diagnostic?> RunAsLoginAsync(Step.RunAs step, LaneSession lane)
    {
        await SessionAsync(step, lane);
        await lane.LeaveAsync();
        await using var session = await opener.OpenAsItselfAsync(step.Inside, step.Login.Name, registry.PasswordOf(step.App!, step.Inside, step.Login), CancellationToken.None);
        await using var transaction = await session.BeginTransactionAsync();
        await SendAsync(session, [.. step.Statements.Select(statement => statement.Sql)]);
        await transaction.CommitAsync();
        return null;
    }

    private async Task<Diagnostic?> DeleteLoginAsync(Step.DeleteLogin step, LaneSession lane)
    {
        await SessionAsync(step, lane);
        return apiLogins is null
            ? PlanetScaleCodes.LoginUnknown.With($"Login {step.Login} was made by PlanetScale's API, and the manifest's cluster is no branch there.", "Write `cluster: planetscale` again, then run the command again.", step.App)
            : await apiLogins.DeleteAsync(step.Login, step.Successor, step.App, CancellationToken.None);
    }

    /// <summary>A password is drawn once, however often its step is tried; the server sees its verifier alone. A platform gives its logins theirs.</summary>
    private async Task DrawPasswordsAsync(Step.Run step)
    {
        foreach (var (app, database, login, predecessor) in step.Statements.Select(statement => statement.Change).Select(DueOf).OfType<(string, DatabaseName, Login, Login?)>().Where(due => !PlatformNames.IsMadeByApi(due.Item3.Name)))
        {
            _ = _verifiers.GetOrAdd(login.Name, _ =>
            {
                var password = PasswordGenerator.Create();
                registry.Keep(app, database, login, password, predecessor);
                return ScramVerifier.Create(password);
            });
        }

        foreach (var (app, database, login, predecessor) in step.Given.Select(DueOf).OfType<(string, DatabaseName, Login, Login?)>().Where(due => !_given.ContainsKey(due.Item3.Name)))
        {
            registry.Keep(app, database, login, await apiLogins!.PasswordOfAsync(login.Name, CancellationToken.None), predecessor);
            _given[login.Name] = true;
        }
    }

    private static (string App, DatabaseName Database, Login Login, Login? Predecessor)? DueOf(Change change) => change switch
    {
        Change.IssueCredential issue => (issue.App!, issue.Of, issue.Login, null),
        Change.RenewCredential renew => (renew.Of.Name, renew.Of.Database, renew.Login, null),
        Change.AddLogin add => (add.On.Name, add.On.Database, add.Login, add.Like),
        _ => null,
    };

    private DatabaseName DatabaseOf(Step step) => step switch
    {
        Step.Run run => run.Inside ?? registry.Home,
        Step.Prove prove => prove.Database,
        Step.TeachPooler teach => teach.Database,
        Step.RunAlone alone => alone.Inside ?? registry.Home,
        Step.EndSessions or Step.RunAs or Step.DeleteLogin => registry.Home,
    };

    /// <summary>CREATE, ALTER … RENAME and DROP DATABASE wait a few seconds for the sessions in the database that they copy, rename or drop.</summary>
    private static DatabaseName? Emptied(Step step) => step switch
    {
        Step.RunAlone { Statement.Change: Change.CreateDatabase } => DatabaseSql.Source,
        Step.RunAlone { Statement.Change: Change.CreateSlot or Change.DropSlot } => null,
        Step.RunAlone alone => alone.Statement.Change.Database,
        Step.Run { Entries: [RegistryEntry.RecordApp { Formerly: { } before, App.Database: var after }] } => before == after ? null : before,
        Step.Run or Step.RunAs or Step.EndSessions or Step.Prove or Step.TeachPooler or Step.DeleteLogin => null,
    };

    private static string? Shown(Step step, NpgsqlException failure) => step switch
    {
        Step.Run run => (failure as PostgresException)?.BatchCommand is { } failed
            ? run.Statements.Select(statement => statement.Sql.ToString()).FirstOrDefault(sql => sql == failed.CommandText)
                ?? string.Join("; ", run.Statements.Select(statement => statement.Sql))
            : string.Join("; ", run.Statements.Select(statement => statement.Sql)),
        Step.RunAlone alone => alone.Statement.Sql.ToString(),
        Step.RunAs run => string.Join("; ", run.Statements.Select(statement => statement.Sql)),
        Step.EndSessions or Step.Prove or Step.TeachPooler or Step.DeleteLogin => null,
    };
}

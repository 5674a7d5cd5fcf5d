using Carpool.Diagnostics;
using Carpool.Planning;
using Carpool.Registry;
using Carpool.Sessions;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// A new login through the pooler, before anybody is handed its pooled URL. A pooler may keep a failed login of the same name in mind for
/// a while, and may learn of logins late: it is given a moment.
/// </summary>
/// <param name="pooler">Opens sessions at the pooler; null where there is none.</param>
/// <param name="updateLocalAsync">Gives the local pooler the list of logins; where there is none it does nothing.</param>
internal sealed class PoolerProof(SessionOpener? pooler, Func<Task> updateLocalAsync, IStatementLog log, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Null where all is well.</summary>
    public async Task<Diagnostic?> TryAsync(Step.TeachPooler step, StackRegistry registry, CancellationToken cancellationToken)
    {
        await updateLocalAsync();
        if (pooler is null) return null;
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                // A pooler may answer the login by itself: the query is what has to reach the server
                await using var session = await pooler.OpenPooledAsync(step.Database, step.Login.Name, registry.PasswordOf(step.App!, step.Database, step.Login), cancellationToken);
                await session.ReadAsync(log, "SELECT SESSION_USER::pg_catalog.text", row => row.GetString(0), cancellationToken);
                return null;
            }
            catch (Exception failure) when (failure is DiagnosticException or NpgsqlException)
            {
                if (clock.GetElapsedTime(began) >= Patience) return Refused(step, failure);
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    private static Diagnostic Refused(Step.TeachPooler step, Exception failure) => ExecutionCodes.PooledStringFails.With(
        $"The pooler does not let in the new login '{step.Login.Name}' of app {step.App}: {((failure as DiagnosticException)?.Diagnostics[0].Message ?? failure.Message).TrimEnd('.')}. The one that there was is handed out still.",
        $"Let the pooler know login '{step.Login.Name}', by its auth_query or with the verifier in pg_authid, then run the command again: it goes on from here.",
        step.App);
}

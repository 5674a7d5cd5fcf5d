using Carpool.Diagnostics;
using Carpool.Sessions;
using Npgsql;

namespace Carpool.Stacks;

/// <summary>
/// Logs in with connection strings as they are printed, read back from their text, and asks where that led. A pooler may let in whom it
/// likes and send him anywhere: its string is good only if it leads to where the direct one does.
/// </summary>
internal static class OutputsTrial
{
    private sealed record Place(string Database, string SessionUser, string CurrentUser);

    /// <summary>What does not work, in the order of the roles.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(IReadOnlyList<AppOutputs> apps, IStatementLog log, int lanes, CancellationToken cancellationToken)
    {
        var roles = apps.SelectMany(app => app.Roles.Select(role => (app.App, Role: role))).ToList();
        var problems = new IReadOnlyList<Diagnostic>[roles.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(roles.Index(), options, async (tried, ct) => problems[tried.Index] = await TryAsync(tried.Item.App, tried.Item.Role, log, ct));
        return [.. problems.SelectMany(found => found)];
    }

    private static async Task<IReadOnlyList<Diagnostic>> TryAsync(string app, RoleOutputs role, IStatementLog log, CancellationToken cancellationToken)
    {
        var subject = $"{app}/{role.Role}";
        var (direct, directFailure) = await FollowAsync(role.DirectUrl, isPooled: false, log, cancellationToken);
        var problems = new List<Diagnostic>();
        if (directFailure is not null) problems.Add(DirectFails(app, subject, directFailure));
        else if (direct!.Database != role.Database.Value) problems.Add(LeadsElsewhere("direct", subject, direct, direct with { Database = role.Database.Value }));
        if (role.PooledUrl is not { } url) return problems;

        var (pooled, pooledFailure) = await FollowAsync(url, isPooled: true, log, cancellationToken);
        if (pooledFailure is not null) problems.Add(PooledFails(subject, role, pooledFailure));
        else if (direct is not null && pooled != direct) problems.Add(LeadsElsewhere("pooled", subject, pooled!, direct));
        return problems;
    }

    private static async Task<(Place? Place, DiagnosticException? Failure)> FollowAsync(string url, bool isPooled, IStatementLog log, CancellationToken cancellationToken)
    {
        try
        {
            var parsed = ServerAddress.Parse(url);
            var address = parsed.Value ?? throw new DiagnosticException([.. parsed.Diagnostics]);
            var opener = new SessionOpener(address, log);
            await using var session = isPooled
                ? await opener.OpenPooledAsync(address.Database, address.User, address.Password!, cancellationToken)
                : await opener.OpenAsync(address.Database, address.User, address.Password!, cancellationToken);

            // A pooler may answer the login by itself: the query is what has to reach the server
            var places = await session.ReadAsync(
                log,
                "SELECT pg_catalog.current_database()::pg_catalog.text, SESSION_USER::pg_catalog.text, CURRENT_USER::pg_catalog.text",
                row => new Place(row.GetString(0), row.GetString(1), row.GetString(2)),
                cancellationToken);
            return (places.Single(), null);
        }
        catch (DiagnosticException failure)
        {
            return (null, failure);
        }
    }

    private static Diagnostic DirectFails(string app, string subject, DiagnosticException failure) => ExecutionCodes.DirectStringFails.With(
        $"The direct connection string of '{subject}' does not work: {failure.Diagnostics[0].Message}",
        failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.InvalidPassword }
            ? $"Run `carpool rotate {app}`, then hand out the new strings."
            : failure.Diagnostics[0].Fix,
        subject);

    private static Diagnostic PooledFails(string subject, RoleOutputs role, DiagnosticException failure) => ExecutionCodes.PooledStringFails.With(
        $"The pooled connection string of '{subject}' does not work: {failure.Diagnostics[0].Message}",
        failure.InnerException is PostgresException
            ? $"Let the pooler know login '{role.Login}' with its present password, and have it lead to database '{role.Database}'."
            : failure.Diagnostics[0].Fix,
        subject);

    private static Diagnostic LeadsElsewhere(string way, string subject, Place found, Place expected) => ExecutionCodes.StringLeadsElsewhere.With(
        $"The {way} connection string of '{subject}' leads to {Words(found)}, not to {Words(expected)}",
        "Mend what the pooler says of this database and this login, and let it reset sessions (server_reset_query_always = 1).",
        subject);

    private static string Words(Place place) => $"database '{place.Database}' as '{place.SessionUser}'" + (place.CurrentUser == place.SessionUser ? "" : $", acting as '{place.CurrentUser}'");
}

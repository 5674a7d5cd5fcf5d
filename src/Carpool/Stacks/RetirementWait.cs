using Carpool.Diagnostics;
using Carpool.Planning;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Stacks;

/// <summary>What the retirement of logins waits for. Meanwhile other runs may go on: no lock is held.</summary>
internal sealed class RetirementWait(NpgsqlConnection session, StackEnvironment environment)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a login that was replaced is left to whoever read it just before: a process that starts, or a machine that is busy.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const string Find =
        "SELECT a.usename::pg_catalog.text, pg_catalog.count(*)::pg_catalog.int4 FROM pg_catalog.pg_stat_activity AS a WHERE a.usename::pg_catalog.text = ANY($1) GROUP BY 1 ORDER BY 1";

    /// <summary>Returns when whoever was handed one of them has had the time to connect: rotations that follow each other at once leave nobody behind.</summary>
    public async Task ForReadersAsync(IReadOnlyList<(App App, Login Login)> logins, CancellationToken cancellationToken)
    {
        var now = environment.Clock.GetUtcNow();
        var recent = logins.Where(retiring => retiring.Login.ReplacedAt is { } time && time <= now && time + Grace > now).ToList();
        if (recent.Count == 0) return;
        environment.Notices.Report($"Waiting a moment for whoever was handed {string.Join(", ", recent.Select(retiring => retiring.Login.Name))}, replaced just now");
        await Task.Delay(recent.Max(retiring => retiring.Login.ReplacedAt!.Value) + Grace - now, environment.Clock, cancellationToken);
    }

    /// <summary>Returns when none of them has a session.</summary>
    /// <exception cref="DiagnosticException">CP4100: one has when the time is over.</exception>
    public async Task ForSessionsAsync(IReadOnlyList<(App App, Login Login)> logins, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = environment.Clock.GetTimestamp();
        var told = "";
        while (true)
        {
            var used = await session.ReadAsync(
                environment.Log, Find, row => (Login: new RoleName(row.GetString(0)), Count: row.GetInt32(1)), cancellationToken, (object)logins.Select(retiring => retiring.Login.Name.Value).ToArray());
            if (used.Count == 0) return;
            if (environment.Clock.GetElapsedTime(began) >= patience) throw new DiagnosticException([.. used.Select(StillInUse)]);
            var by = string.Join(", ", used.Select(Told));
            if (by != told) environment.Notices.Report($"Waiting until nobody uses them any more: {by}");
            told = by;
            await Task.Delay(Pause, environment.Clock, cancellationToken);
        }

        Diagnostic StillInUse((RoleName Login, int Count) used)
        {
            var (app, login) = logins.First(retiring => retiring.Login.Name == used.Login);
            return ExecutionCodes.LoginStillInUse.With(
                $"{Told(used)} after {patience.TotalSeconds:0} s: login {used.Login} of app {app.Name} is not retired, and works as before.",
                $"Give its users the new credential, then run `carpool rotate --finish {app.Name}/{login.Role}`, which ends the sessions that are left.",
                app.Name);
        }
    }

    private static string Told((RoleName Login, int Count) used) => $"{used.Login} has {Counted.Of(used.Count, "session")}";
}

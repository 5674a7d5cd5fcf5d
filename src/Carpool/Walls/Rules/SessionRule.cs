using Carpool.Diagnostics;
using Carpool.Sql;

namespace Carpool.Walls.Rules;

/// <summary>A REVOKE ends no session: who came in before it is still there.</summary>
internal static class SessionRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) =>
        from sessions in view.Surroundings.Sessions
        let tenant = view.Tenancy.Of(sessions.Database)
        where tenant is not null && !view.Tenancy.IsTrusted(sessions.Role) && !view.MayConnect(sessions.Role, sessions.Database)
        select WallCodes.Outlived.With(
            $"{sessions.Role} has {sessions.Count} {(sessions.Count == 1 ? "session" : "sessions")} in database {sessions.Database} of {tenant}, and no CONNECT any more.",
            Closing.BySuperuser($"SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = {new Literal(sessions.Role.Value)} AND datname = {new Literal(sessions.Database.Value)}"),
            sessions.Role.Value);
}

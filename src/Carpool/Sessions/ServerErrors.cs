using System.Text.RegularExpressions;
using Carpool.Diagnostics;
using Carpool.State;
using Npgsql;

namespace Carpool.Sessions;

/// <summary>Turns what a server says into diagnostics: the one place that knows what an SQLSTATE means to the user.</summary>
public static partial class ServerErrors
{
    /// <summary>A statement failed, or the session was lost under it.</summary>
    /// <param name="failure">What the driver reported.</param>
    /// <param name="database">The database of the session.</param>
    /// <param name="displaySql">The statement with its secrets masked, or null where there is none to show.</param>
    /// <param name="subject">The app, database or role that it was about.</param>
    public static Diagnostic ToDiagnostic(NpgsqlException failure, string database, string? displaySql = null, string? subject = null)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (failure is not PostgresException error
            || error.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.IdleSessionTimeout)
        {
            return PlatformCodes.SessionLost.With(
                $"The session in database '{database}' was lost: {Words(failure)}{Of(displaySql)}",
                "Run the command again: what was done stays, and the rest is done then.",
                subject ?? database);
        }

        var words = $"{Words(error)} (SQLSTATE {error.SqlState}, database '{database}'){Of(displaySql)}";
        return error.SqlState switch
        {
            PostgresErrorCodes.InsufficientPrivilege => PlatformCodes.PrivilegeMissing.With(words, "Give the admin role the privilege that the server names, then run the command again.", subject),
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected => PlatformCodes.LockUnavailable.With(words, "Run the command again when the other sessions have finished.", subject),
            PostgresErrorCodes.ObjectInUse => PlatformCodes.ObjectInUse.With(words, "End what uses it, then run the command again.", subject),
            _ => PlatformCodes.StatementFailed.With(words, "Read the server's message, mend its cause and run the command again.", subject),
        };
    }

    /// <summary>The server answered, but let the login not in.</summary>
    internal static Diagnostic OfLogin(PostgresException error, ServerAddress server, DatabaseName database, RoleName login)
    {
        var words = Words(error);
        return error.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => PlatformCodes.LoginRefused.With(
                $"{Place(server)} refused the password of '{login}': {words}", "Check the user and the password in the URL.", login.Value),
            PostgresErrorCodes.InvalidAuthorizationSpecification => PlatformCodes.LoginNotAllowed.With(
                $"{Place(server)} does not let '{login}' into '{database}': {words}", "Check that the role exists and may log in, and that pg_hba.conf admits it from this machine.", login.Value),
            PostgresErrorCodes.InvalidCatalogName => PlatformCodes.DatabaseMissing.With(
                $"There is no database '{database}' on {Place(server)}", "Name a database that exists.", database.Value),
            PostgresErrorCodes.TooManyConnections => PlatformCodes.ConnectionsExhausted.With(
                $"{Place(server)} has no free connection for '{login}' to '{database}': {words}", "Close sessions that are not needed, or raise the limit that the server names.", database.Value),
            PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => PlatformCodes.ServerNotReady.With(
                $"{Place(server)} is not ready: {words}", "Wait until the server has started, then run the command again."),
            PostgresErrorCodes.InsufficientPrivilege => PlatformCodes.DatabaseForbidden.With(
                $"'{login}' may not connect to database '{database}': {words}", "Grant the role CONNECT on the database.", database.Value),
            PostgresErrorCodes.ObjectNotInPrerequisiteState when words.Contains("invalid database", StringComparison.Ordinal) => PlatformCodes.DatabaseInvalid.With(
                $"Database '{database}' is half dropped: an earlier DROP DATABASE was interrupted", "Finish it with DROP DATABASE; nothing else works on it.", database.Value),
            PostgresErrorCodes.ObjectNotInPrerequisiteState => PlatformCodes.DatabaseClosed.With(
                $"Database '{database}' accepts no connections: {words}", "Open it with ALTER DATABASE … ALLOW_CONNECTIONS true, if it should be.", database.Value),
            PostgresErrorCodes.ProtocolViolation when words.Contains("startup parameter", StringComparison.Ordinal) => Pooler(server),
            _ => PlatformCodes.SessionRefused.With($"{Place(server)} refused a session in '{database}': {words} (SQLSTATE {error.SqlState})", "Read the server's message and mend its cause.", database.Value),
        };
    }

    internal static Diagnostic Pooler(ServerAddress server) => PlatformCodes.PoolerInBetween.With(
        $"{Place(server)} is a pooler, not the server itself: settings that protect the admin's session do not pass through it",
        "Give the direct URL of the server (often port 5432), and name the pooler under `cluster.pooler`.");

    internal static string Place(ServerAddress server) => server.IsSocket ? $"The server at {server.Host} (port {server.Port})" : $"The server {server.Host}:{server.Port}";

    private static string Words(NpgsqlException failure)
    {
        var text = failure is PostgresException error ? error.MessageText + (error.Hint is { Length: > 0 } hint ? $" ({hint})" : "") : failure.Message;
        return Verifier.Replace(text, Credentials.Secret.Mask);
    }

    private static string Of(string? displaySql) => displaySql is null ? "" : $"{Environment.NewLine}  {displaySql.Trim()}";

    // A syntax error quotes the token it stumbled over.
    [GeneratedRegex(@"SCRAM-SHA-256\$[^'""\s]*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verifier { get; }
}

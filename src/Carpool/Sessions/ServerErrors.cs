using System.Net.Sockets;
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
        if (failure is not PostgresException error) return Lost(Words(failure), database, displaySql, subject);
        var words = $"{Words(error)} (SQLSTATE {error.SqlState}, database '{database}'){Of(displaySql)}";
        if (OfMachine(error, words, subject) is { } trouble) return trouble;
        if (IsFatal(error)) return Lost(Words(error), database, displaySql, subject);
        return error.SqlState switch
        {
            PostgresErrorCodes.InsufficientPrivilege => PlatformCodes.PrivilegeMissing.With(words, "Give the admin role the privilege that the server names, then run the command again.", subject),
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected => PlatformCodes.LockUnavailable.With(words, "Run the command again when the other sessions have finished.", subject),
            PostgresErrorCodes.ObjectInUse => PlatformCodes.ObjectInUse.With(words, "End what uses it, then run the command again.", subject),
            PostgresErrorCodes.QueryCanceled => PlatformCodes.StatementCancelled.With(words, "Run the command again: what was done stays, and the rest is done then.", subject),
            _ => PlatformCodes.StatementFailed.With(words, "Read the server's message, mend its cause and run the command again.", subject),
        };
    }

    /// <summary>The session ended while it was needed.</summary>
    internal static Diagnostic Lost(string words, string database, string? displaySql = null, string? subject = null) => PlatformCodes.SessionLost.With(
        $"The session in database '{database}' was lost: {words}{Of(displaySql)}",
        "Run the command again: what was done stays, and the rest is done then.",
        subject ?? database);

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
                $"{Place(server)} has no free connection for '{login}' to '{database}': {words}", MoreConnections(error, database, login), database.Value),
            PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => PlatformCodes.ServerNotReady.With(
                $"{Place(server)} is not ready: {words}", "Wait until the server has started, then run the command again."),
            PostgresErrorCodes.InsufficientPrivilege => PlatformCodes.DatabaseForbidden.With(
                $"'{login}' may not connect to database '{database}': {words}", "Grant the role CONNECT on the database.", database.Value),
            PostgresErrorCodes.ObjectNotInPrerequisiteState when words.Contains("invalid database", StringComparison.Ordinal) => PlatformCodes.DatabaseInvalid.With(
                $"Database '{database}' is half dropped: an earlier DROP DATABASE was interrupted", "Finish it with DROP DATABASE; nothing else works on it.", database.Value),
            PostgresErrorCodes.ObjectNotInPrerequisiteState => PlatformCodes.DatabaseClosed.With(
                $"Database '{database}' accepts no connections: {words}", "Open it with ALTER DATABASE … ALLOW_CONNECTIONS true, if it should be.", database.Value),
            PostgresErrorCodes.ProtocolViolation when words.Contains("startup parameter", StringComparison.Ordinal) => Pooler(server),

            // Counted from before the password is asked for: no session of anybody gets that far
            SessionPins.TransactionTimeout => PlatformCodes.SessionRefused.With(
                $"{Place(server)} ended the login of '{login}' to '{database}' before it was complete: {words}", "Raise transaction_timeout in the server's configuration.", database.Value),

            // The newest of the settings that are pinned at start-up came with 14
            PostgresErrorCodes.UndefinedObject when words.Contains("idle_session_timeout", StringComparison.Ordinal) => TooOld(server, "is older than Postgres 14"),
            _ => OfMachine(error, $"{Place(server)} refused a session in '{database}': {words} (SQLSTATE {error.SqlState})", database.Value)
                ?? PlatformCodes.SessionRefused.With($"{Place(server)} refused a session in '{database}': {words} (SQLSTATE {error.SqlState})", "Read the server's message and mend its cause.", database.Value),
        };
    }

    internal static Diagnostic Pooler(ServerAddress server) => PlatformCodes.PoolerInBetween.With(
        $"{Place(server)} is a pooler, not the server itself: settings that protect the admin's session do not pass through it",
        "Give the direct URL of the server (often port 5432), and name the pooler under `cluster.pooler`.");

    internal static Diagnostic TooOld(ServerAddress server, string found) =>
        PlatformCodes.ServerTooOld.With($"{Place(server)} {found}, and Carpool needs 14 or later", "Upgrade the server to Postgres 14 or later.");

    internal static string Place(ServerAddress server) => server.IsSocket ? $"The server at {server.Host} (port {server.Port})" : $"The server {server.Host}:{server.Port}";

    /// <summary>What no other statement would fare better with: the machine under the server, or the server as a whole.</summary>
    private static Diagnostic? OfMachine(PostgresException error, string words, string? subject) => error.SqlState switch
    {
        PostgresErrorCodes.DiskFull => PlatformCodes.DiskFull.With(
            words, "Make room on the disk that holds the server's data, then run the command again: it goes on from here.", subject),
        PostgresErrorCodes.OutOfMemory => PlatformCodes.MemoryExhausted.With(
            words, "Free memory on the server's machine or end sessions that hold it, then run the command again: it goes on from here.", subject),
        PostgresErrorCodes.TooManyConnections => PlatformCodes.ConnectionsExhausted.With(words, "Close sessions that are not needed, or raise the limit that the server names.", subject),
        PostgresErrorCodes.SystemError or PostgresErrorCodes.IoError or PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.DuplicateFile => PlatformCodes.ServerFilesUnusable.With(
            words, "Mend the file, or the disk under it, that the server's message and its log name, then run the command again.", subject),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => PlatformCodes.DataDamaged.With(
            words, "Save a copy of the server's data and repair it (an index with REINDEX, else from a backup) before anything else is changed.", subject),
        PostgresErrorCodes.ReadOnlySqlTransaction => PlatformCodes.ServerIsReadOnly.With(
            words, "Give the URL of a server that accepts changes, or make this one accept them, then run the command again.", subject),
        PostgresErrorCodes.CannotConnectNow => PlatformCodes.ServerNotReady.With(words, "Wait until the server has started, then run the command again.", subject),
        _ => null,
    };

    // The server's routine says which limit, in whatever language its message is
    private static string MoreConnections(PostgresException error, DatabaseName database, RoleName login) => error.Routine switch
    {
        "InitializeSessionUserId" => $"Close sessions of '{login}', or raise that role's CONNECTION LIMIT.",
        "CheckMyDatabase" => $"Close sessions in '{database}', or raise that database's CONNECTION LIMIT.",
        _ => "Close sessions that are not needed, raise max_connections, or run the command with --parallel 1.",
    };

    // An error that ends the session with it: 57P01, 57P02, 57P05, 25P03, 25P04 and more
    private static bool IsFatal(PostgresException error) => error.InvariantSeverity is "FATAL" or "PANIC";

    private static string Words(NpgsqlException failure) => failure switch
    {
        PostgresException error => Verifier.Replace(error.MessageText + (error.Hint is { Length: > 0 } hint ? $" ({hint})" : ""), Credentials.Secret.Mask),
        { InnerException: SocketException socket } => socket.Message,
        { InnerException: IOException { InnerException: SocketException socket } } => socket.Message,
        { InnerException: TimeoutException } => "no answer in time",
        { InnerException: EndOfStreamException } => "the server closed the connection",
        _ => Verifier.Replace(failure.Message, Credentials.Secret.Mask),
    };

    private static string Of(string? displaySql) => displaySql is null ? "" : $"{Environment.NewLine}  {displaySql.Trim()}";

    // A syntax error quotes the token it stumbled over.
    [GeneratedRegex(@"SCRAM-SHA-256\$[^'""\s]*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verifier { get; }
}

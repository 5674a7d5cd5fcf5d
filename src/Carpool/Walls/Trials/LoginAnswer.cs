using Carpool.Diagnostics;
using Npgsql;

namespace Carpool.Walls.Trials;

/// <summary>What a login that failed says about the wall.</summary>
internal sealed record LoginAnswer(LoginAnswerKind Kind, string Words)
{
    // Where in the server an error comes from: its message may be in any language, and its code is that of others too
    private const string LoginLimit = "InitializeSessionUserId";
    private const string EntryCheck = "CheckMyDatabase";

    /// <summary>The answer in a failure.</summary>
    public static LoginAnswer In(DiagnosticException failure, Probe probe)
    {
        var words = failure.Diagnostics[0].Message.TrimEnd('.');
        return failure.InnerException switch
        {
            // Of a server that does not say where it comes from, the code has to do
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege, Routine: EntryCheck or "" or null } when !probe.IsOwn => new(LoginAnswerKind.Refusal, words),
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections, Routine: LoginLimit } => new(
                LoginAnswerKind.Limit, $"every connection that the role's own CONNECTION LIMIT allows is in use, so that its wall is not reached: {words}"),

            // The server counts these after it has let the login pass
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections, Routine: EntryCheck } => new(
                LoginAnswerKind.Limit, probe.IsOwn
                    ? $"every connection that the database's CONNECTION LIMIT allows is in use: {words}"
                    : $"it holds CONNECT, and only the database's CONNECTION LIMIT keeps it out for now: {words}"),
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => new(LoginAnswerKind.Full, words),
            PostgresException => new(LoginAnswerKind.Other, words),
            _ when failure.Diagnostics[0].Code == PlatformCodes.ServerUnreachable => new(LoginAnswerKind.Unreachable, words),
            _ => new(LoginAnswerKind.Other, words),
        };
    }

    /// <summary>How often it is worth trying.</summary>
    public int Attempts => Kind switch
    {
        LoginAnswerKind.Refusal => 1,
        LoginAnswerKind.Full => 30,

        // A backend holds its place a moment longer than its client
        LoginAnswerKind.Limit => 10,
        _ => 3,
    };
}

/// <summary>Kinds of answers.</summary>
internal enum LoginAnswerKind
{
    /// <summary>The wall.</summary>
    Refusal,

    /// <summary>The server has no connection free.</summary>
    Full,

    /// <summary>The role, or the database, may have no more.</summary>
    Limit,

    /// <summary>No server answered.</summary>
    Unreachable,

    /// <summary>Anything else.</summary>
    Other,
}

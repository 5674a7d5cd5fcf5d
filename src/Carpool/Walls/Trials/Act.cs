using Carpool.Sql;
using Npgsql;

namespace Carpool.Walls.Trials;

/// <summary>
/// Something that a session tries in its own database. One that must fail is worded so that nothing would come of it even where it is
/// permitted: it stumbles over something else once the server has looked at the privileges, or is rolled back.
/// </summary>
/// <param name="Words">What it is, such as `create a role`: a message says that a login can, or cannot.</param>
/// <param name="Fix">What closes it, or makes it work: one imperative sentence.</param>
internal sealed record Act(string Words, SqlText Sql, string Fix)
{
    /// <summary>What GRANT says by a warning where there is nothing that the role could grant.</summary>
    public const string NothingGranted = "01007";

    private static readonly string[] Privileges =
    [
        PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.InvalidGrantOperation, PostgresErrorCodes.InvalidGrantor, NothingGranted,
    ];

    /// <summary>It has to work; all others have to fail.</summary>
    public bool MustWork { get; init; }

    /// <summary>What it gives stays in the login's own database: it weakens the wall or the login's access, and opens no neighbour.</summary>
    public bool StaysInside { get; init; }

    /// <summary>The server takes it outside a transaction only.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>It needs a server that takes changes.</summary>
    public bool Writes { get; init; }

    /// <summary>It may go through without effect.</summary>
    public bool SaysNoByWarning { get; init; }

    /// <summary>The codes of what it stumbles over where it is permitted.</summary>
    public IReadOnlyList<string> Stumbles { get; init; } = [];

    /// <summary>Codes that are a refusal of this act, beside those of privileges.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>What an answer comes to.</summary>
    /// <param name="code">The SQLSTATE of the error, or of the warning that it did nothing; null where it simply went through.</param>
    public ActOutcome Judge(string? code) => code switch
    {
        null => ActOutcome.Done,
        _ when Privileges.Contains(code, StringComparer.Ordinal) || Refusals.Contains(code, StringComparer.Ordinal) => ActOutcome.Refused,
        _ when Stumbles.Contains(code, StringComparer.Ordinal) => ActOutcome.Done,
        _ => ActOutcome.Inconclusive,
    };
}

/// <summary>What came of an act.</summary>
internal enum ActOutcome
{
    /// <summary>The server refused it for want of a privilege.</summary>
    Refused,

    /// <summary>It went through, or would have but for what it stumbles over on purpose.</summary>
    Done,

    /// <summary>Anything else.</summary>
    Inconclusive,
}

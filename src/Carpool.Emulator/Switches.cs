using System.Globalization;
using Carpool.Diagnostics;

namespace Carpool.Emulator;

/// <summary>What differs from platform to platform, or is not known of the real one: each can be either way.</summary>
public sealed record Switches
{
    /// <summary>The server's connections in all: the smallest size of the platform has 25.</summary>
    public int MaxConnections { get; init; } = 25;

    /// <summary>Seconds until a new role can log in.</summary>
    public int ReadyAfterSeconds { get; init; }

    /// <summary>False: reassigning and deleting look into the database `postgres` alone.</summary>
    public bool ReassignsEverywhere { get; init; } = true;

    /// <summary>True: a reset gives the role another name as well as another password.</summary>
    public bool ResetRenames { get; init; }

    /// <summary>True: two roles of a branch may not share a display name.</summary>
    public bool NamesAreUnique { get; init; }

    /// <summary>True: what is not there is an empty text, not null.</summary>
    public bool AbsentIsEmpty { get; init; }

    /// <summary>False: a role that inherits `postgres` gets neither CREATEDB nor CREATEROLE of its own.</summary>
    public bool AdminsGetAttributes { get; init; } = true;

    /// <summary>False: a role that inherits `postgres` cannot SET ROLE to it (from Postgres 16).</summary>
    public bool AdminsMaySetRole { get; init; } = true;

    /// <summary>The status of an answer to a token that is wrong: 401, or 404 as for a permission that is missing.</summary>
    public int BadTokenStatus { get; init; } = 401;

    /// <summary>Requests in a minute before 429.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>True: a 429 says when to come back.</summary>
    public bool SendsRetryAfter { get; init; }

    /// <summary>True: a new database has the schema pscale_extensions, as its template has.</summary>
    public bool TemplateHasExtensions { get; init; }

    /// <summary>Seconds that each state of a change request lasts.</summary>
    public int ChangeSeconds { get; init; } = 1;

    /// <summary>The switches as `--with` takes them, and what they mean.</summary>
    public static IReadOnlyList<(string Word, string Meaning)> Glossary { get; } =
    [
        ("max_connections=N", "The server's connections; 25 unless given."),
        ("ready_after=SECONDS", "A new role takes that long until it can log in; 0 unless given."),
        ("reassign=all|postgres", "In which databases reassigning and deleting a role look for what it owns."),
        ("reset=password|username", "Whether a reset changes the role's name, too."),
        ("names=any|unique", "Whether two roles may share a display name."),
        ("absent=null|empty", "What stands for a value that is not there."),
        ("admin_attributes=on|off", "Whether a role that inherits postgres gets CREATEDB and CREATEROLE."),
        ("admin_set_role=on|off", "Whether such a role may SET ROLE postgres."),
        ("bad_token=401|404", "The answer to a wrong token."),
        ("rate=N", "Requests in a minute before 429; 600 unless given."),
        ("retry_after=off|on", "Whether a 429 says when to come back."),
        ("template=bare|extensions", "Whether a new database has the schema pscale_extensions."),
        ("change_seconds=N", "How long each state of a change request lasts; 1 unless given."),
    ];

    /// <summary>The switches with one more of them set.</summary>
    /// <param name="word">NAME=VALUE</param>
    /// <exception cref="DiagnosticException">CP5183: there is no such switch, or it takes other values.</exception>
    public Switches With(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var (name, value) = word.Split('=', 2) is [var left, var right] ? (left, right) : (word, "");
        return (name, value) switch
        {
            ("max_connections", _) => this with { MaxConnections = Number(10, 10_000) },
            ("ready_after", _) => this with { ReadyAfterSeconds = Number(0, 3600) },
            ("reassign", "all" or "postgres") => this with { ReassignsEverywhere = value == "all" },
            ("reset", "password" or "username") => this with { ResetRenames = value == "username" },
            ("names", "any" or "unique") => this with { NamesAreUnique = value == "unique" },
            ("absent", "null" or "empty") => this with { AbsentIsEmpty = value == "empty" },
            ("admin_attributes", "on" or "off") => this with { AdminsGetAttributes = value == "on" },
            ("admin_set_role", "on" or "off") => this with { AdminsMaySetRole = value == "on" },
            ("bad_token", "401" or "404") => this with { BadTokenStatus = Number(401, 404) },
            ("rate", _) => this with { RequestsPerMinute = Number(1, 1_000_000) },
            ("retry_after", "on" or "off") => this with { SendsRetryAfter = value == "on" },
            ("template", "bare" or "extensions") => this with { TemplateHasExtensions = value == "extensions" },
            ("change_seconds", _) => this with { ChangeSeconds = Number(0, 3600) },
            _ => throw Unknown(),
        };

        int Number(int least, int most) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw Unknown();

        DiagnosticException Unknown() => new(EmulatorCodes.UnknownSwitch.With(
            $"The emulator has no switch '{word}'.", $"Write one of: {string.Join(", ", Glossary.Select(row => row.Word))}."));
    }
}

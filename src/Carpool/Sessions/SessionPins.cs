using Carpool.State;
using Npgsql;

namespace Carpool.Sessions;

/// <summary>
/// The settings that an admin's session holds fast. The owner of a database can change every one of them for all who connect
/// (`ALTER DATABASE … SET search_path, role, …`) and so run code as the admin or blind it; what is given at start-up wins over that.
/// </summary>
internal static class SessionPins
{
    /// <summary>Names and values as current_setting returns them: any of them may be set at start-up by any role, on 14 and later.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> AtStart =
    [
        // Who acts, and what an unqualified name means.
        new("search_path", "pg_catalog"),
        new(Role, "none"),
        new("row_security", "on"),
        // What a transaction is.
        new("default_transaction_isolation", "read committed"),
        new("default_transaction_deferrable", "off"),
        // What may end it. A lock that somebody holds for longer than this is better reported than waited for.
        new("statement_timeout", "0"),
        new("lock_timeout", "30s"),
        new("idle_in_transaction_session_timeout", "0"),
        new("idle_session_timeout", "0"),
        // How texts are written and read.
        new("standard_conforming_strings", "on"),
        new("quote_all_identifiers", "off"),
        new("transform_null_equals", "off"),
        new("bytea_output", "hex"),
        new("DateStyle", "ISO, MDY"),
        new("TimeZone", "UTC"),
        new("client_min_messages", "notice"),
        // Where new objects go.
        new("default_tablespace", ""),
        // Compiling a catalog query takes longer than running it.
        new("jit", "off"),
    ];

    private const string Role = "role";

    /// <summary>SQLSTATE of a session that `transaction_timeout` ended.</summary>
    public const string TransactionTimeout = "25P04";

    /// <summary>The version that brought the setting.</summary>
    public const int FirstWithTransactionTimeout = 17;

    /// <summary>The version that let a superuser switch event triggers off, and brought those that run at login.</summary>
    public const int FirstWithEventTriggers = 17;

    private static readonly KeyValuePair<string, string> EventTriggersOff = new("event_triggers", "off");

    /// <summary>For the session of a tenant's login: no `role`, which the server's own ALTER ROLE … SET must give it, and a bound on what a hostile database can make it wait.</summary>
    private static readonly IReadOnlyList<KeyValuePair<string, string>> AtLogin =
    [
        new("search_path", "pg_catalog"),
        new("statement_timeout", "30s"),
        new("lock_timeout", "10s"),
        new("idle_in_transaction_session_timeout", "0"),
        new("idle_session_timeout", "0"),
        new("client_min_messages", "notice"),
        // What the login's own settings name need not be there
        new("default_tablespace", ""),
        new("temp_tablespaces", ""),
        new("default_table_access_method", "heap"),
    ];

    /// <summary>What goes into the start-up packet of the admin. A server refuses a setting that it does not know: null is a version yet unknown.</summary>
    /// <param name="isSuperuser">True where the admin is known to be one, who alone may switch event triggers off.</param>
    /// <param name="becomes">The role that the session is to be; null is the login itself.</param>
    public static string StartupOptions(int? majorVersion, bool isSuperuser, RoleName? becomes) => Options(
    [
        .. AtStart.Select(pin => As(pin, becomes)),
        .. OfNewerServers(majorVersion),
        .. isSuperuser && majorVersion >= FirstWithEventTriggers ? [EventTriggersOff] : Array.Empty<KeyValuePair<string, string>>(),
    ]);

    /// <summary>What goes into that of a tenant's login.</summary>
    public static string LoginOptions(int? majorVersion) => Options([.. AtLogin, .. OfNewerServers(majorVersion)]);

    /// <summary>The same for a login that is to stay itself.</summary>
    public static string OwnLoginOptions(int? majorVersion) => Options([new(Role, "none"), .. AtLogin, .. OfNewerServers(majorVersion)]);

    /// <summary>
    /// Pins that only some servers know or only some roles may touch, and then reads all pins back, in one round trip. No operator
    /// and no unqualified name: until the answer is there, search_path may be anybody's.
    /// </summary>
    public static string RenderProof(int majorVersion, bool isSuperuser)
    {
        var columns = new List<string>();
        columns.AddRange(AtStart.Select(pin => $"pg_catalog.current_setting('{pin.Key}')"));

        // Not at start-up: the server's own default is then still to be seen (pg_settings.reset_val), which tells one that is read-only altogether
        columns.Add("pg_catalog.set_config('default_transaction_read_only', 'off', false)");
        if (majorVersion >= 16) columns.Add("pg_catalog.set_config('createrole_self_grant', '', false)");
        if (majorVersion >= FirstWithTransactionTimeout) columns.Add("pg_catalog.set_config('transaction_timeout', '0', false)");
        if (isSuperuser) columns.Add("pg_catalog.set_config('session_replication_role', 'origin', false)");
        if (isSuperuser && majorVersion >= FirstWithEventTriggers) columns.Add($"pg_catalog.set_config('{EventTriggersOff.Key}', '{EventTriggersOff.Value}', false)");
        return $"SELECT {string.Join(", ", columns)}";
    }

    /// <summary>True where the row of <see cref="RenderProof"/> shows every pin in place.</summary>
    public static bool AreHeldIn(NpgsqlDataReader row, RoleName? becomes) =>
        AtStart.Select(pin => As(pin, becomes)).Select((pin, column) => string.Equals(row.GetString(column), pin.Value, StringComparison.Ordinal)).All(isHeld => isHeld);

    private static KeyValuePair<string, string> As(KeyValuePair<string, string> pin, RoleName? becomes) =>
        pin.Key == Role && becomes is not null ? new(Role, becomes.Value) : pin;

    private static IEnumerable<KeyValuePair<string, string>> OfNewerServers(int? majorVersion) => majorVersion >= FirstWithTransactionTimeout ? [new("transaction_timeout", "0")] : [];

    // The server splits `options` at spaces; a backslash keeps one (and itself).
    private static string Options(IEnumerable<KeyValuePair<string, string>> pins) =>
        string.Join(' ', pins.Select(pin => $"-c {pin.Key}={pin.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(" ", "\\ ", StringComparison.Ordinal)}"));
}

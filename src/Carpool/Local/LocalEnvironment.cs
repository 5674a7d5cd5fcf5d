using System.Collections;

namespace Carpool.Local;

/// <summary>What the local cluster reads of the machine around it, taken once so that nothing below reads it behind one's back.</summary>
/// <param name="Variables">The environment variables. Only PATH, HOME, CARPOOL_PG_BIN, CARPOOL_INSTALL_POSTGRES and XDG_CACHE_HOME are looked at; the install script gets all but Carpool's secrets.</param>
/// <param name="IsRoot">True where Carpool runs as root, whose folders an unprivileged server cannot enter.</param>
public sealed record LocalEnvironment(IReadOnlyDictionary<string, string> Variables, bool IsRoot)
{
    /// <summary>The environment of this process.</summary>
    public static LocalEnvironment FromProcess() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal),
        Environment.IsPrivilegedProcess);

    /// <summary>A folder of binaries that the user names, before all others.</summary>
    internal string? BinaryFolder => this["CARPOOL_PG_BIN"];

    /// <summary>The launcher's script that installs binaries and prints their folder as its last line.</summary>
    internal string? InstallScript => this["CARPOOL_INSTALL_POSTGRES"];

    internal IEnumerable<string> SearchPath =>
        (this["PATH"] ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified);

    /// <summary>Where earlier installed binaries are kept, and copies that the server's user can reach.</summary>
    internal string CacheFolder
    {
        get => field ?? (IsRoot
            ? "/var/cache/carpool/postgres"
            : Path.Combine(this["XDG_CACHE_HOME"] ?? Path.Combine(this["HOME"] ?? "/nonexistent", ".cache"), "carpool", "postgres"));
        init;
    }

    /// <summary>Debian keeps each major version in a folder of its own here.</summary>
    internal string DebianFolder { get; init; } = "/usr/lib/postgresql";

    private string? this[string name] => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>True for what no program that Carpool starts may see.</summary>
    internal static bool IsSecret(string variable) =>
        variable is "CARPOOL_KEY" or "CARPOOL_ADMIN_URL" || variable.StartsWith("PLANETSCALE_", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"LocalEnvironment {{ {Variables.Count} variables, root {IsRoot} }}";
}

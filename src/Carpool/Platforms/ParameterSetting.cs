using Carpool.Diagnostics;

namespace Carpool.Platforms;

/// <summary>A parameter of a branch as somebody wants it.</summary>
/// <param name="Namespace">pgconf, pgbouncer or patroni; null where the name is enough.</param>
/// <param name="Name">As Postgres or PgBouncer call it.</param>
/// <param name="Value">What it is to be.</param>
public sealed record ParameterSetting(string? Namespace, string Name, string Value)
{
    private static readonly string[] s_namespaces = ["pgconf", "pgbouncer", "patroni"];

    /// <summary>Reads `max_connections=50` or `pgbouncer.default_pool_size=10`.</summary>
    public static Checked<ParameterSetting> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } value])
            return new(null, [ExecutionCodes.WrongUsage.With($"'{text}' says no value", "Write it as NAME=VALUE, such as `max_connections=50`.", text)]);
        // Parameters of extensions have a dot of their own
        return name.Split('.', 2) is [var space, var rest] && s_namespaces.Contains(space, StringComparer.Ordinal)
            ? new(new(space, rest, value), [])
            : new(new(null, name, value), []);
    }
}

/// <summary>A parameter that is to have another value.</summary>
/// <param name="From">What it is, or was about to be; null where nobody says.</param>
/// <param name="RestartsServer">True where the change takes a restart.</param>
public sealed record ParameterEdit(string Namespace, string Name, string? From, string To, bool RestartsServer)
{
    /// <summary>True where it is so already.</summary>
    public bool IsSo => From == To;

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}.{Name}";
}

/// <summary>A change of a branch that was asked for.</summary>
/// <param name="State">queued, pending, resizing, completed or canceled.</param>
public sealed record BranchChange(string Id, string State);

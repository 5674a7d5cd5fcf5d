using System.Globalization;

namespace Carpool.Local;

/// <summary>What a local cluster decided once and keeps: connection strings depend on the ports, the data's owner on the user.</summary>
/// <param name="Port">The server's.</param>
/// <param name="PoolerPort">PgBouncer's, from the first start that found one.</param>
/// <param name="User">The unprivileged user of the server where root runs Carpool.</param>
/// <param name="Version">Of the binaries of the last start.</param>
internal sealed record LocalChoices(int? Port = null, int? PoolerPort = null, string? User = null, string? Version = null)
{
    /// <summary>Nothing chosen where there is no file yet; a line that means nothing to us is left out.</summary>
    public static LocalChoices Read(LocalFolder folder)
    {
        if (!File.Exists(folder.Choices)) return new LocalChoices();
        var lines = File.ReadLines(folder.Choices)
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[1].Length > 0)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new LocalChoices(Port("port"), Port("pooler_port"), lines.GetValueOrDefault("user"), lines.GetValueOrDefault("version"));

        int? Port(string key) => int.TryParse(lines.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    /// <summary>Keeps the choices for the next start.</summary>
    public void Write(LocalFolder folder) =>
        PrivateFile.Write(folder.Choices, $"port={Port}\npooler_port={PoolerPort}\nuser={User}\nversion={Version}\n");
}

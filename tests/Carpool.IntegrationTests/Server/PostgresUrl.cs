using System.Text.RegularExpressions;
using Npgsql;

namespace Carpool.IntegrationTests.Server;

/// <summary>Reads a connection URL as libpq documents it, by other code than Carpool's own.</summary>
public static partial class PostgresUrl
{
    /// <summary>A session of the login that the URL names.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string url, string? database = null, CancellationToken ct = default)
    {
        var settings = Parse(url);
        if (database is not null) settings.Database = database;
        return await settings.OpenAsync(ct);
    }

    /// <summary>The SQLSTATE that the server refuses the login with, or null where it lets it in.</summary>
    public static async Task<string?> RefusalAsync(string url, string? database = null, CancellationToken ct = default)
    {
        try
        {
            await using var connection = await OpenAsync(url, database, ct);
            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
    }

    /// <summary>The settings for Npgsql, unpooled: a pool would keep sessions that a test believes ended.</summary>
    public static NpgsqlConnectionStringBuilder Parse(string url)
    {
        var match = Shape().Match(url);
        if (!match.Success) throw new FormatException("Not a postgresql:// URL with user, password, host, port and database");
        var settings = new NpgsqlConnectionStringBuilder
        {
            Username = Part("user"),
            Password = Part("password"),
            Host = Part("host"),
            Port = int.Parse(match.Groups["port"].Value),
            Database = Part("database"),
            Pooling = false,
            Timeout = 15,
        };
        foreach (var pair in match.Groups["query"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = (pair.Split('=')[0], Uri.UnescapeDataString(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]));
            if (key == "sslrootcert") settings.RootCertificate = value;
            if (key == "sslmode") settings.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        }

        return settings;

        string Part(string name) => Uri.UnescapeDataString(match.Groups[name].Value);
    }

    [GeneratedRegex(@"^postgres(?:ql)?://(?<user>[^:/@?#]+):(?<password>[^:/@?#]+)@(?<host>[^:/@?#]+):(?<port>\d+)/(?<database>[^/?#]+)(?:\?(?<query>[^#]*))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}

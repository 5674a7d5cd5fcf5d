using System.Globalization;
using Carpool.Sessions;

namespace Carpool.Cli.Views.Formats;

/// <summary>What a sync engine is told by its environment, and the image that it comes in.</summary>
/// <param name="Variables">In the order of the engine's documentation; a value that is null is the user's to give.</param>
/// <param name="Port">The port that it listens on.</param>
internal sealed record EngineEnvironment(string Image, int Port, IReadOnlyList<(string Name, string? Value)> Variables)
{
    /// <summary>Electric reads `sslmode` and no other parameter, and of that not the words that verify: those it wants as a file of certificates.</summary>
    public static EngineEnvironment OfElectric(PrintedLogin login)
    {
        var sync = login.Sync!;
        return new("electricsql/electric", 3000,
        [
            ("DATABASE_URL", Url(login.Direct)),
            .. sync.IsPooled && login.Pooled is { } pooled ? [("ELECTRIC_POOLED_DATABASE_URL", Url(pooled))] : Array.Empty<(string, string?)>(),
            .. login.Direct.Server is { SslMode: >= SslMode.VerifyCa, RootCertificate: { } file } ? [("ELECTRIC_DATABASE_CA_CERTIFICATE_FILE", file)] : Array.Empty<(string, string?)>(),
            ("ELECTRIC_DB_POOL_SIZE", Number(sync.Pool)),
            ("ELECTRIC_REPLICATION_STREAM_ID", sync.Stream),
            ("ELECTRIC_MANUAL_TABLE_PUBLISHING", sync.FillsPublication ? "false" : "true"),
            ("ELECTRIC_SECRET", null),
        ]);
    }

    /// <summary>The publication is named, because only a superuser could make the one that zero-cache makes by itself. Its connections are shared out over its three pools.</summary>
    public static EngineEnvironment OfZero(PrintedLogin login)
    {
        var sync = login.Sync!;
        var (upstream, change) = (Math.Max(sync.Pool / 3, 1), Math.Clamp(sync.Pool / 6, 1, 5));
        return new("rocicorp/zero", 4848,
        [
            ("ZERO_UPSTREAM_DB", login.Direct.Url),
            ("ZERO_APP_ID", sync.Stream),
            ("ZERO_APP_PUBLICATIONS", sync.Publication.Value),
            ("ZERO_UPSTREAM_MAX_CONNS", Number(upstream)),
            ("ZERO_CVR_MAX_CONNS", Number(Math.Max(sync.Pool - upstream - change, 1))),
            ("ZERO_CHANGE_MAX_CONNS", Number(change)),
            .. sync.HasFailover == true ? [("ZERO_UPSTREAM_PG_REPLICATION_SLOT_FAILOVER", "true")] : Array.Empty<(string, string?)>(),
            ("ZERO_ADMIN_PASSWORD", null),
        ]);
    }

    private static string Url(Door door)
    {
        var word = door.Server.SslMode switch
        {
            SslMode.Disable or SslMode.Allow or SslMode.Prefer => door.Server.SslMode.ToString().ToLowerInvariant(),
            _ => "require",
        };
        return UrlText.Assemble("postgresql", door.Login, door.UrlPassword, door.Server, door.Database.Value, [("sslmode", word)]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

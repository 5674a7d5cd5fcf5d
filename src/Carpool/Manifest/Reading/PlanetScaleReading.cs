using Carpool.Diagnostics;

namespace Carpool.Manifest.Reading;

/// <summary>Makes a branch on PlanetScale of values that fit the grammar.</summary>
internal static class PlanetScaleReading
{
    private const string Path = "cluster.planetscale";

    /// <summary>The branch; null where anything about it was reported.</summary>
    internal static PlanetScaleManifest? Read(Value.Keys keys, SourceLocation place, Problems problems)
    {
        var (organization, database) = (keys.Find<Value.Text>("organization"), keys.Find<Value.Text>("database"));
        if (organization is null || database is null) return null;
        var usesDefaultRole = keys.Find<Value.Text>("admin")?.Content is "default";
        var url = keys.Find<Value.Text>("url");
        if (url is not null && !ManifestReading.IsPostgres(url, $"{Path}.url", problems)) return null;
        if (url is not null && !usesDefaultRole)
        {
            problems.Add(ManifestCodes.Contradiction, url.Location, $"`{Path}.url` is the default role's, and `{Path}.admin` does not say `default`", "Write `admin: default`, or remove the URL.", Path);
            return null;
        }

        return new(organization.Content, database.Content, keys.Find<Value.Text>("branch")?.Content ?? "main", place)
        {
            UsesDefaultRole = usesDefaultRole,
            MakesLoginsByApi = keys.Find<Value.Text>("logins")?.Content is not "sql",
            AdminUrl = url?.Content,
            TokenId = keys.Find<Value.Text>("token_id")?.Content,
            Token = keys.Find<Value.Text>("token")?.Content,
            Api = keys.Find<Value.Text>("api")?.Content,
            Bouncer = keys.Find<Value.Text>("bouncer")?.Content,
            AuthorityFile = keys.Find<Value.Text>("ca")?.Content,
        };
    }
}

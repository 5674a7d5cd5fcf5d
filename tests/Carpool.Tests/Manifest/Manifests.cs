using Carpool.Diagnostics;
using Carpool.Manifest;
using Shouldly;

namespace Carpool.Tests.Manifest;

/// <summary>Short ways to say what a manifest should lead to.</summary>
internal static class Manifests
{
    internal const string Path = "carpool.yaml";

    /// <summary>The folder of the sources.</summary>
    internal static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Everything that the grammar knows, as the design shows it.</summary>
    internal const string Everything = """
        stack: clown-car
        cluster:
          url: ${CARPOOL_ADMIN_URL}
          pooler: { host: pool.example.com, port: 6432 }
          watchers: [prometheus]
        defaults: { connections: 20, settings: { statement_timeout: 30s } }
        apps:
          blog: {}
          shop:
            database: shop_prod
            roles:
              app: {}
              reporting: { access: read, connections: 3, settings: { statement_timeout: 5min } }
              old: { access: app, login: "odd One" }
            owner: shop_people
            extensions: [citext, pg_trgm]
            schemas: [public, billing]
            connections: 20
            locale: { provider: icu, locale: en-US }
            sync: { electric: { mode: owner-group, tables: all, pool: 10, stream_id: shop, failover: true, pooled: true } }
            accept: [replication-reads-everything]
            on_remove: quarantine
            protect: true
        """;

    internal static Dictionary<string, string> NoEnvironment { get; } = new(StringComparer.Ordinal);

    internal static Dictionary<string, string> Environment(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);

    internal static Checked<StackManifest> Parse(string text, Dictionary<string, string>? environment = null) =>
        ManifestLoader.Parse(text, Path, environment ?? NoEnvironment);

    internal static StackManifest Accepted(string text, Dictionary<string, string>? environment = null)
    {
        var parsed = Parse(text, environment);
        parsed.Diagnostics.ShouldBeEmpty();
        return parsed.Value.ShouldNotBeNull();
    }

    /// <summary>One problem a line: place, code, message.</summary>
    internal static string Refused(string text, Dictionary<string, string>? environment = null)
    {
        var parsed = Parse(text, environment);
        parsed.Value.ShouldBeNull();
        parsed.IsValid.ShouldBeFalse();
        parsed.Diagnostics.ShouldAllBe(d => d.Severity == Severity.Error && d.Location!.File == Path && !string.IsNullOrEmpty(d.Fix));
        return string.Join('\n', parsed.Diagnostics.Select(d => $"{d.Location!.Line}:{d.Location.Column} {d.Code.Id} {d.Message}"));
    }

    private static string FindRoot(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Carpool.slnx")) ? folder : FindRoot(Directory.GetParent(folder)!.FullName);
}

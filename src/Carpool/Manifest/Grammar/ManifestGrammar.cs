namespace Carpool.Manifest.Grammar;

/// <summary>The whole of `carpool.yaml`, as data.</summary>
internal static class ManifestGrammar
{
    /// <summary>No more connections than this make sense on one server.</summary>
    private const int MostConnections = 100_000;

    /// <summary>The version after the first.</summary>
    private const string Second = "0.2";

    private static readonly Shape Text = new Shape.Text();
    private static readonly Shape AdminUrl = new Shape.Text(IsSecret: true, Pattern: "^(postgres(ql)?://|\\$\\{)");
    private static readonly Shape Flag = new Shape.Flag();
    private static readonly Shape Connections = new Shape.Number(1, MostConnections);
    private static readonly Shape Settings = new Shape.Names("setting", new Shape.Setting());

    private static readonly Shape Pooler = new Shape.Keys(
    [
        new("host", "The pooler's host name or address.", Text, IsRequired: true),
        new("port", "The pooler's port.", new Shape.Number(1, 65_535), IsRequired: true),
    ]);

    private static readonly Shape PlanetScale = new Shape.Keys(
    [
        new("organization", "The organization on PlanetScale.", Text, IsRequired: true, Since: Second),
        new("database", "The database on PlanetScale: the cluster.", Text, IsRequired: true, Since: Second),
        new("branch", "The branch.", Text, Since: Second, Default: "main"),
        new("admin", "How Carpool gets its admin: a role of its own by the API, or the default role by its URL.", new Shape.Choice(["bootstrap", "default"]), Since: Second, Default: "bootstrap"),
        new("url", "The URL of the default role, for `admin: default`; read from CARPOOL_ADMIN_URL where missing.", AdminUrl, Since: Second),
        new("logins", "Who makes the logins: Carpool in SQL, or PlanetScale's API.", new Shape.Choice(["sql", "api"]), Since: Second, Default: "api"),
        new("token_id", "The service token's id; read from PLANETSCALE_SERVICE_TOKEN_ID where missing.", Text, Since: Second),
        new("token", "The service token; read from PLANETSCALE_SERVICE_TOKEN where missing.", new Shape.Text(IsSecret: true), Since: Second),
        new("api", "The URL of the API; read from PLANETSCALE_API_URL where missing.", Text, Since: Second, Default: "https://api.planetscale.com/v1"),
        new("bouncer", "The dedicated PgBouncer that pooled URLs go through; the branch's own where missing.", Text, Since: Second),
        new("ca", "The file with the certificates to trust; the machine's own where missing.", Text, Since: Second),
    ]);

    private static readonly Shape Cluster = new Shape.WordOr("local", new Shape.Keys(
        [
            new("url", "The URL of the cluster's admin, postgres://…; usually read from the environment.", AdminUrl),
            new("planetscale", "A branch on PlanetScale.", PlanetScale, Since: Second),
            new("pooler", "The transaction pooler in front of the cluster: how the pooled URL is formed.", Pooler),
            new("watchers", "Monitoring or platform roles that keep CONNECT on every database.", new Shape.Texts("role")),
        ],
        ExactlyOneOf: ["url", "planetscale"]));

    private static readonly Shape Role = new Shape.Keys(
        [
            new("access", "What the login may do in its app's database.", new Shape.Choice(["app", "migrate", "write", "read"]), Default: "app"),
            new("connections", "How many connections the login may use; no limit where missing.", Connections),
            new("settings", "Postgres settings of the login's sessions.", Settings, Since: Second),
            new("login", "The name of a login that keeps its name.", Text, Since: Second, Default: "DATABASE_ROLE"),
        ],
        MayBeEmpty: true);

    private static readonly Shape Sync = new Shape.Keys(
        [
            new("preset", "The engine whose needs are known.", new Shape.Choice([.. SyncPreset.All.Select(preset => preset.Name)]), Since: Second, Default: "the entry's name"),
            new("mode", "How the engine gets at the tables.", new Shape.Choice(SyncModes.Words), Since: Second, Default: "owner-group where the engine can use it"),
            new("tables", "What is replicated: `all`, or a list of tables, each with its schema unless that is `public`.", new Shape.WordOr("all", new Shape.Texts("table")), Since: Second, Default: "all"),
            new("pool", "How many connections the engine opens.", Connections, Since: Second, Default: "the engine's own"),
            new("stream_id", "What its publication and its slot are called after: a slot is one in the whole cluster.", Text, Since: Second, Default: "the database's name"),
            new("failover", "Whether the slot survives a failover.", Flag, Since: Second, Default: "true from Postgres 17 on"),
            new("pooled", "Whether the engine also gets a pooled URL.", Flag, Since: Second, Default: "false"),
        ],
        MayBeEmpty: true);

    /// <summary>The server's encodings, as it writes them.</summary>
    private static readonly string[] Encodings =
    [
        "UTF8", "SQL_ASCII", "EUC_CN", "EUC_JIS_2004", "EUC_JP", "EUC_KR", "EUC_TW", "ISO_8859_5", "ISO_8859_6", "ISO_8859_7", "ISO_8859_8", "KOI8R", "KOI8U",
        "LATIN1", "LATIN2", "LATIN3", "LATIN4", "LATIN5", "LATIN6", "LATIN7", "LATIN8", "LATIN9", "LATIN10", "MULE_INTERNAL",
        "WIN866", "WIN874", "WIN1250", "WIN1251", "WIN1252", "WIN1253", "WIN1254", "WIN1255", "WIN1256", "WIN1257", "WIN1258",
    ];

    private static readonly Shape Locale = new Shape.Keys(
    [
        new("provider", "Who sorts and compares text.", new Shape.Choice(["builtin", "icu", "libc"]), Since: Second, Default: "libc"),
        new("locale", "The locale, in the provider's words.", Text, Since: Second),
        new("encoding", "How the database stores text; the cluster's own where missing.", new Shape.Choice(Encodings), Since: Second),
    ]);

    private static readonly Shape App = new Shape.Keys(
        [
            new("database", "The database's name.", Text, Default: "the app's name"),
            new("roles", "The app's logins.", new Shape.Names("role", Role, AtLeastOne: true), Default: "{ app: {} }"),
            new("owner", "The name of an owner that keeps its name.", Text, Since: Second, Default: "DATABASE_owner"),
            new("extensions", "Extensions to create.", new Shape.Texts("extension"), Since: Second),
            new("schemas", "Schemas to create.", new Shape.Texts("schema"), Since: Second),
            new("settings", "Postgres settings of the app's database: of every session in it.", Settings, Since: Second),
            new("connections", "How many connections the app's logins may use together; no limit where missing here and under `defaults`.", Connections),
            new("locale", "How the database sorts, compares and stores text; the cluster's own way where missing.", Locale, Since: Second),
            new("sync", "Sync engines that read the app's changes.", new Shape.Names("sync", Sync), Since: Second),
            new("accept", "Risks that are accepted, by name.", new Shape.Texts("risk"), Since: Second),
            new("on_remove", "What happens when the app leaves the file.", new Shape.Choice(["quarantine", "drop", "keep"]), Default: "quarantine"),
            new("protect", "Whether any plan that would remove the app is refused.", Flag, Default: "false"),
        ],
        MayBeEmpty: true);

    private static readonly Shape Defaults = new Shape.Keys(
    [
        new("connections", "The `connections` of each app that does not say its own.", Connections),
        new("settings", "Postgres settings of every login but those that migrate or sync.", Settings, Since: Second),
    ]);

    /// <summary>The file as a whole. Declared last: the parts above must exist first.</summary>
    internal static Shape.Keys Root { get; } = new(
    [
        new("stack", "Names what this file manages on the cluster; required unless the cluster is local.", new Shape.Text(Pattern: "^[A-Za-z0-9_.-]{1,63}$|\\$\\{"), Default: "local"),
        new("cluster", "Where the apps live.", Cluster, Default: "local"),
        new("defaults", "What holds for each app that does not say otherwise.", Defaults),
        new("apps", "The apps: one database each.", new Shape.Names("app", App, MayBeList: true), IsRequired: true),
    ]);
}

namespace Carpool.Cli.Views.Formats;

/// <summary>A way to print connection strings for a program: what `--format` takes.</summary>
/// <param name="Name">The word on the command line.</param>
/// <param name="Purpose">What it is for, as the help says it.</param>
/// <param name="Write">What it makes of one login; of several, one after the other is what a program reads.</param>
internal sealed record OutputsFormat(string Name, string Purpose, Func<PrintedLogin, string> Write)
{
    /// <summary>Every format there is; beside them stands `json`, which is what --json prints.</summary>
    public static IReadOnlyList<OutputsFormat> All { get; } =
    [
        new("url", "the direct URL of each role, one a line: psql, node-postgres, Go, Rust", login => login.Direct.Url),
        new("env", "export DATABASE_URL='…', for a shell to eval", login => $"export {DatabaseUrl(login)}={Quoting.Shell(login.Direct.Url)}") { NameOf = DatabaseUrl },
        new("dotenv", "DATABASE_URL=\"…\", for a .env file", login => $"{DatabaseUrl(login)}={Quoting.Dotenv(login.Direct.Url)}") { NameOf = DatabaseUrl },
        new("npgsql", "for .NET: Host=…;Username=…", NpgsqlString.Of),
        new("jdbc", "for Java: jdbc:postgresql://…", JdbcUrl.Of) { ObstacleTo = JdbcUrl.ObstacleTo },
        new("libpq", "keywords and values, for psql, psycopg and all else on libpq", Conninfo.Of),
        new("prisma", ".env lines: DATABASE_URL through the pooler, DIRECT_URL for migrations", PrismaLines.Of) { NameOf = DatabaseUrl, ObstacleTo = PrismaLines.ObstacleTo },
        new("sqlalchemy", "for Python: postgresql+psycopg://…", SqlAlchemyUrl.Of),
        new("k8s", "a Secret for each role: … --format k8s --show-secrets | kubectl apply -f -", KubernetesSecret.Of) { NameOf = login => login.Resource },
        new("hyperdrive", "JSON for Cloudflare's API, a line for each role: … | curl --json @- …", HyperdriveConfiguration.Of)
        {
            NameOf = login => login.Resource,
            ObstacleTo = HyperdriveConfiguration.ObstacleTo,
        },
        .. OfEngine("electric", "Electric", EngineEnvironment.OfElectric),
        .. OfEngine("zero", "Zero", EngineEnvironment.OfZero),
        new("github", "for a step of GitHub Actions to eval: masks the secrets, sets DATABASE_URL for later steps", GitHubStep.Of) { NameOf = DatabaseUrl },
    ];

    /// <summary>The name that must be nobody else's, where the format gives one.</summary>
    public Func<PrintedLogin, string>? NameOf { get; private init; }

    /// <summary>Why the format cannot hold a login, as the end of a sentence; null where it can.</summary>
    public Func<PrintedLogin, string?> ObstacleTo { get; private init; } = _ => null;

    /// <summary>The preset of the sync engines that the format is for; null where it is for every login.</summary>
    public string? Engine { get; private init; }

    public static OutputsFormat Named(string name) => All.Single(format => format.Name == name);

    private static IEnumerable<OutputsFormat> OfEngine(string preset, string title, Func<PrintedLogin, EngineEnvironment> environmentOf) =>
    [
        new(preset, $"for {title}: `docker run` with the environment of each engine", login => EngineForm.Docker(login, environmentOf(login))) { Engine = preset },
        new($"{preset}-compose", $"for {title}: a service of Docker Compose", login => EngineForm.Compose(login, environmentOf(login))) { Engine = preset, NameOf = login => login.Resource },
        new($"{preset}-k8s", $"for {title}: a Secret and a Deployment of Kubernetes", login => EngineForm.Kubernetes(login, environmentOf(login))) { Engine = preset, NameOf = login => login.Resource },
    ];

    private static string DatabaseUrl(PrintedLogin login) => login.Variable("DATABASE_URL");
}

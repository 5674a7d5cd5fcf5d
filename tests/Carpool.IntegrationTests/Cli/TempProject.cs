using Carpool.IntegrationTests.Server;
using Shouldly;

namespace Carpool.IntegrationTests.Cli;

/// <summary>
/// A user's project: a folder with a carpool.yaml, a home of its own, no key yet (the first `up` makes one), and the admin's
/// URL in the environment. Every run is checked for stack traces and for the secrets that the project knows.
/// </summary>
public sealed class TempProject : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("carpool-project-");

    public TempProject()
    {
        Folder = Path.Combine(_root.FullName, "clown-car");
        Directory.CreateDirectory(Folder);
        Environment["HOME"] = Path.Combine(_root.FullName, "home");
        Directory.CreateDirectory(Environment["HOME"]!);
        Environment["NO_COLOR"] = "1";
        Environment["CI"] = null;
    }

    /// <summary>A project whose manifest can say `url: ${CARPOOL_ADMIN_URL}`.</summary>
    public TempProject(TestServer server)
        : this()
    {
        Environment["CARPOOL_ADMIN_URL"] = server.AdminUrl;
        Secrets.Add(server.AdminPassword);
    }

    public string Folder { get; }

    public string ManifestFile => Path.Combine(Folder, "carpool.yaml");

    public string KeyFile => Path.Combine(Folder, ".carpool", "key");

    /// <summary>The child's variables beside the inherited ones; null removes one.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>What no run may print, but for those that are asked to.</summary>
    public HashSet<string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes the manifest: the stack `clown-car` on the server of CARPOOL_ADMIN_URL with these lines under `apps`.</summary>
    public void Declare(string apps, string cluster = "") =>
        Write($"stack: clown-car\ncluster:\n  url: ${{CARPOOL_ADMIN_URL}}\n{Indent(cluster)}apps:\n{Indent(apps)}");

    /// <summary>Writes the manifest as it is.</summary>
    public void Write(string manifest) => File.WriteAllText(ManifestFile, manifest);

    /// <summary>Runs carpool in the project's folder.</summary>
    public Task<CarpoolResult> RunAsync(params string[] arguments) => RunAsync(arguments, input: null);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public async Task<CarpoolResult> RunAsync(IReadOnlyList<string> arguments, string? input, TimeSpan? timeout = null)
    {
        var result = await CarpoolProcess.RunAsync(arguments, Environment, Folder, input, timeout, Xunit.TestContext.Current.CancellationToken);
        var isAskedForSecrets = arguments.Contains("--show-secrets", StringComparer.Ordinal) || arguments[0] is "run" or "psql";
        result.ShouldBeClean(isAskedForSecrets ? [] : Secrets);
        return result;
    }

    /// <summary>Starts carpool in the project's folder, with nothing to read.</summary>
    public async Task<RunningCarpool> StartAsync(params string[] arguments)
    {
        var run = CarpoolProcess.Start(arguments, Environment, Folder);
        await run.WriteAsync(input: null, Xunit.TestContext.Current.CancellationToken);
        return run;
    }

    /// <summary>`up --yes --json` that must succeed; the report.</summary>
    public async Task<CarpoolResult> UpAsync(params string[] arguments)
    {
        var result = await RunAsync(["up", "--yes", "--json", .. arguments]);
        result.ShouldExit(0);
        result.Json.At("applied").GetBoolean().ShouldBeTrue(result.ToString());
        return result;
    }

    /// <summary>The plan is empty: nothing to do, and the exit code says so.</summary>
    public async Task ShouldBeInSyncAsync()
    {
        var preview = await RunAsync("preview", "--json", "--detailed-exitcode");
        preview.ShouldExit(0).Json.Items("changes").ShouldBeEmpty(preview.ToString());
    }

    /// <summary>What `outputs --json --show-secrets` gives; its passwords are secrets of the project from now on.</summary>
    public async Task<AppOutputs> OutputsAsync()
    {
        var result = await RunAsync("outputs", "--json", "--show-secrets");
        var outputs = new AppOutputs(result.ShouldExit(0).Json);
        Secrets.UnionWith(outputs.Passwords);
        return outputs;
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static string Indent(string lines) =>
        string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"  {line}\n"));
}

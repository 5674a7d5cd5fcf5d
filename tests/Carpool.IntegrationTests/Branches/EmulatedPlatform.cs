using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;

namespace Carpool.IntegrationTests.Branches;

/// <summary>A PlanetScale on this machine that the test has for itself: the program's own emulator, in a process of its own.</summary>
internal sealed class EmulatedPlatform : IAsyncDisposable
{
    private readonly DirectoryInfo _data;
    private readonly int _version;
    private readonly string[] _switches;
    private readonly HttpClient _http = new();
    private Process? _process;
    private JsonElement _told;
    private string? _defaultRoleUrl;

    private EmulatedPlatform(int version, string[] switches)
    {
        (_data, _version, _switches) = (Directory.CreateTempSubdirectory("carpool-platform-"), version, switches);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_data.FullName, (UnixFileMode)Convert.ToInt32("755", 8));
    }

    /// <summary>The API's address, with its version.</summary>
    public string Api => Told("api");

    public string TokenId => Told("service_token_id");

    public string Token => Told("service_token");

    public string Branch => Told("branch");

    public string Organization => Told("organization");

    public string Database => Told("database");

    /// <summary>The file with the authority of its certificates.</summary>
    public string AuthorityFile => Told("ca_file");

    public static async Task<EmulatedPlatform> StartAsync(int version, CancellationToken ct, params string[] switches)
    {
        var platform = new EmulatedPlatform(version, switches);
        try
        {
            await platform.ComeAsync(ct);
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, again with what it held.</summary>
    public async Task ComeAsync(CancellationToken ct)
    {
        var start = new ProcessStartInfo(CarpoolProcess.Program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["emulate", "planetscale", "--json", "--data", _data.FullName, .. _switches.SelectMany(word => new[] { "--with", word })]) start.ArgumentList.Add(argument);
        start.Environment["CARPOOL_PG_BIN"] = ServerBinaries.FolderOf(_version);
        _process = Process.Start(start)!;
        var errors = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        var line = await _process.StandardOutput.ReadLineAsync(ct).AsTask().WaitAsync(TimeSpan.FromMinutes(2), ct) ?? throw new InvalidOperationException($"The emulator did not start:\n{await errors}");
        using var document = JsonDocument.Parse(line);
        _told = document.RootElement.Clone();
    }

    /// <summary>A project on the platform's branch, with these lines under `apps`.</summary>
    /// <param name="more">Further keys, each after a comma.</param>
    /// <param name="branch">The branch; the first one where missing.</param>
    /// <param name="api">Where the API is asked; null asks the platform itself.</param>
    public void Declare(TempProject project, string apps, string logins = "sql", string more = "", string? branch = null, string? api = null)
    {
        project.Environment["PLANETSCALE_SERVICE_TOKEN_ID"] = TokenId;
        project.Environment["PLANETSCALE_SERVICE_TOKEN"] = Token;
        project.Secrets.Add(Token);
        project.Write(
            $$"""
            stack: clown-car
            cluster:
              planetscale: { organization: {{Told("organization")}}, database: {{Told("database")}}, branch: {{branch ?? Branch}}, logins: {{logins}}, api: "{{api ?? Api}}", ca: "{{Told("ca_file")}}"{{more}} }
            apps:
            {{string.Concat(apps.Split('\n').Select(line => $"  {line}\n"))}}
            """);
    }

    /// <summary>The API's roles that are there, by display name, with their names in SQL; Carpool's own admins are left out.</summary>
    public async Task<IReadOnlyList<(string Name, string Sql, string Id)>> RolesAsync(CancellationToken ct, string? branch = null)
    {
        var roles = new List<(string Name, string Sql, string Id)>();
        for (var page = 1; ; page++)
        {
            using var answer = JsonDocument.Parse(await AskDatabaseAsync(HttpMethod.Get, $"/branches/{branch ?? Branch}/roles?per_page=100&page={page}", null, ct));
            var data = answer.RootElement.GetProperty("data").EnumerateArray().ToList();
            if (data.Count == 0) return [.. roles.Where(role => !role.Name.StartsWith("carpool-admin", StringComparison.Ordinal) && role.Sql != "postgres").OrderBy(role => role.Name, StringComparer.Ordinal)];
            roles.AddRange(data.Select(role => (role.Text("name"), role.Text("base_username"), role.Text("id"))));
        }
    }

    /// <summary>How many of Carpool's own admins there are.</summary>
    public async Task<int> CountAdminsAsync(CancellationToken ct) =>
        JsonDocument.Parse(await SendAsync(HttpMethod.Get, $"{BranchPath}/roles?per_page=100", null, ct)).RootElement.GetProperty("data").EnumerateArray().Count(role => role.Text("name").StartsWith("carpool-admin", StringComparison.Ordinal));

    /// <summary>A request below the branch, as somebody makes it in the dashboard.</summary>
    public Task<string> AskAsync(HttpMethod method, string path, object? body, CancellationToken ct) => SendAsync(method, BranchPath + path, body, ct);

    /// <summary>A request below the database.</summary>
    public Task<string> AskDatabaseAsync(HttpMethod method, string path, object? body, CancellationToken ct) => SendAsync(method, DatabasePath + path, body, ct);

    /// <summary>A request to what the emulator has for tests.</summary>
    public Task<string> ControlAsync(HttpMethod method, string path, object? body, CancellationToken ct) => SendAsync(method, $"{Api[..^"/v1".Length]}/emulator/{path}", body, ct);

    /// <summary>How many requests the API has had.</summary>
    public async Task<int> CountRequestsAsync(CancellationToken ct) => JsonDocument.Parse(await ControlAsync(HttpMethod.Get, "requests", null, ct)).RootElement.GetProperty("count").GetInt32();

    /// <summary>The default role's URL. Only the first call resets it: whoever has the URL goes on with it.</summary>
    public async Task<string> DefaultRoleUrlAsync(CancellationToken ct) => _defaultRoleUrl ??= await DefaultRoleUrlAsync(Branch, ct);

    /// <summary>A branch's default role, with a new password.</summary>
    public async Task<string> DefaultRoleUrlAsync(string branch, CancellationToken ct) =>
        UrlOf(JsonNode.Parse(await AskDatabaseAsync(HttpMethod.Post, $"/branches/{branch}/roles/reset-default", new { }, ct))!);

    /// <summary>The URL of a role that the API made or reset just now.</summary>
    public string UrlOf(JsonNode role) =>
        $"postgresql://{role["username"]}:{Uri.EscapeDataString((string)role["password"]!)}@{Told("host")}:{_told.GetProperty("direct_port").GetInt32()}/postgres?sslmode=verify-full&sslrootcert={Uri.EscapeDataString(Told("ca_file"))}";

    /// <summary>Rows as the default role sees them.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql, CancellationToken ct, string database = "postgres")
    {
        await using var session = await PostgresUrl.OpenAsync(await DefaultRoleUrlAsync(ct), database, ct);
        return await session.RowsAsync(sql, ct);
    }

    /// <summary>As after a restore from a backup: the server's roles are all there, and the API knows none of them.</summary>
    public async Task ForgetRolesAsync(CancellationToken ct)
    {
        await LeaveAsync();
        var file = Path.Combine(_data.FullName, "state.json");
        var state = JsonNode.Parse(await File.ReadAllTextAsync(file, ct))!;
        foreach (var branch in state["branches"]!.AsArray()) branch!["roles"] = new JsonArray();
        await File.WriteAllTextAsync(file, state.ToJsonString(), ct);
        await ComeAsync(ct);
    }

    /// <summary>Ends it; what it holds stays.</summary>
    public async Task LeaveAsync()
    {
        if (_process is not { HasExited: false } process) return;
        Carpool.Local.Posix.Signal(process.Id, 15);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        _process?.Dispose();
        _http.Dispose();
        try
        {
            _data.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A server that is still ending
        }
    }

    private string DatabasePath => $"{Api}/organizations/{Told("organization")}/databases/{Told("database")}";

    private string BranchPath => $"{DatabasePath}/branches/{Branch}";

    private string Told(string key) => _told.Text(key);

    private async Task<string> SendAsync(HttpMethod method, string url, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.TryAddWithoutValidation("Authorization", $"{TokenId}:{Token}");
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await _http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{method} {url}: {(int)answer.StatusCode} {text}");
    }
}

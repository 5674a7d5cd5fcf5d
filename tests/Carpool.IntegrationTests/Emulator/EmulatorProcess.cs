using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Carpool.Emulator;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Local;
using Carpool.Local;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Emulator;

/// <summary>`carpool emulate planetscale --json` as a process on a folder of its own, which goes with all its data at the end.</summary>
public sealed class EmulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly HttpClient _http = new();

    private EmulatorProcess(string folder, bool ownsFolder, Process process)
    {
        (_folder, _ownsFolder, _process) = (folder, ownsFolder, process);
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The line that it printed.</summary>
    public JsonElement Line { get; private set; }

    public string Api => Line.Text("api");

    public string BranchId { get; private set; } = "";

    public string Authorization => $"{Line.Text("service_token_id")}:{Line.Text("service_token")}";

    public int DirectPort => Line.GetProperty("direct_port").GetInt32();

    public int PooledPort => Line.GetProperty("pooled_port").GetInt32();

    public static string BranchPath => "/organizations/emulated/databases/carpool/branches/main";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<EmulatorProcess> StartAsync(params string[] switches) =>
        await StartOnAsync(Directory.CreateTempSubdirectory("carpool-emulator-").FullName, ownsFolder: true, switches);

    /// <param name="ownsFolder">False: the folder stays for another one.</param>
    public static async Task<EmulatorProcess> StartOnAsync(string folder, bool ownsFolder, params string[] switches)
    {
        var start = new ProcessStartInfo(CarpoolProcess.Program) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["emulate", "planetscale", "--json", "--data", folder, .. switches.SelectMany(word => (string[])["--with", word])]) start.ArgumentList.Add(argument);
        start.Environment["CARPOOL_PG_BIN"] = LocalSandbox.Binaries(LocalSandbox.Newest);
        var emulator = new EmulatorProcess(folder, ownsFolder, Process.Start(start)!);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        var line = await emulator._process.StandardOutput.ReadLineAsync(patience.Token);
        if (line is null or "{") throw new InvalidOperationException($"the emulator ended without a line:\n{await emulator._error}");
        using var document = JsonDocument.Parse(line);
        emulator.Line = document.RootElement.Clone();
        emulator._http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", emulator.Authorization);
        emulator.BranchId = (string)(await emulator.GetAsync(BranchPath))["id"]!;
        return emulator;
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(string method, string path, string? body = null, string? authorization = null) => SendToAsync(Api, method, path, body, authorization);

    /// <summary>A request to the API, or to a proxy before it.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendToAsync(string address, string method, string path, string? body = null, string? authorization = null)
    {
        using var request = new HttpRequestMessage(new(method), address + path);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>What is there; anything but 200 fails.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await SendAsync("GET", path);
        status.ShouldBe(HttpStatusCode.OK, body?.ToJsonString());
        return body!;
    }

    /// <summary>A new role; anything but 200 fails.</summary>
    public async Task<JsonNode> CreateRoleAsync(string body = "{}")
    {
        var (status, role) = await SendAsync("POST", $"{BranchPath}/roles", body);
        status.ShouldBe(HttpStatusCode.OK, role?.ToJsonString());
        return role!;
    }

    /// <summary>What only the emulator has.</summary>
    public async Task<JsonNode?> ControlAsync(string name, string body)
    {
        var (status, answer) = await SendToAsync(Api.Replace("/v1", "/emulator", StringComparison.Ordinal), "POST", $"/{name}", body);
        ((int)status).ShouldBeLessThan(300, answer?.ToJsonString());
        return answer;
    }

    /// <summary>Where a login of Npgsql's goes, with TLS and the certificate checked.</summary>
    public string ConnectionString(string user, string password, bool isPooled = false, string database = "postgres", Npgsql.SslMode tls = Npgsql.SslMode.VerifyFull) => new NpgsqlConnectionStringBuilder
    {
        Host = Line.Text("host"),
        Port = isPooled ? PooledPort : DirectPort,
        Username = user,
        Password = password,
        Database = database,
        SslMode = tls,
        RootCertificate = tls == Npgsql.SslMode.VerifyFull ? Line.Text("ca_file") : null,
        Pooling = false,
    }.ConnectionString;

    public Task<object?> SqlAsync(JsonNode role, string sql, bool isPooled = false, string database = "postgres") =>
        SqlAsync(ConnectionString((string)role["username"]!, (string)role["password"]!, isPooled, database), sql);

    public static async Task<object?> SqlAsync(string connectionString, string sql)
    {
        await using var session = new NpgsqlConnection(connectionString);
        await session.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, session);
        return await command.ExecuteScalarAsync(Ct);
    }

    /// <summary>SIGTERM; its exit code.</summary>
    public async Task<int> EndAsync()
    {
        Posix.Signal(_process.Id, Posix.SigTerm);
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL: its servers are left behind.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await EndAsync();
        _process.Dispose();
        _http.Dispose();
        if (_ownsFolder) await PlanetScaleEmulator.DestroyAsync(_folder, LocalEnvironment.FromProcess(), new Progress<string>(), CancellationToken.None);
    }
}

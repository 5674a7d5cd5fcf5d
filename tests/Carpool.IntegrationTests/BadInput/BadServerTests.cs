using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.BadInput;

/// <summary>A server that cannot be reached, entered, trusted or used is named for what it is.</summary>
public sealed class BadServerTests(QuietServer quiet) : IClassFixture<QuietServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_listens_there() =>
        await RefusedAsync(quiet.Server.AdminUrl.Replace($":{quiet.Server.Port}/", $":{TestServer.FreePort()}/", StringComparison.Ordinal), "127.0.0.1");

    [Fact]
    public async Task A_host_without_an_address() =>
        await RefusedAsync(quiet.Server.AdminUrl.Replace("@127.0.0.1", "@no-such-host.invalid", StringComparison.Ordinal), "no-such-host.invalid");

    [Fact]
    public async Task A_wrong_password() => await RefusedAsync(quiet.Server.UrlOf("boss", "not-it-at-all", "postgres"), "boss");

    [Fact]
    public async Task An_admin_that_does_not_exist() => await RefusedAsync(quiet.Server.UrlOf("nobody_here", "x-y-z-x-y-z", "postgres"), "nobody_here");

    [Fact]
    public async Task A_database_that_does_not_exist() => await RefusedAsync(quiet.Server.UrlOf("boss", quiet.Server.AdminPassword, "nowhere"), "nowhere");

    [Fact]
    public async Task A_server_without_tls_where_tls_is_demanded() => await RefusedAsync($"{quiet.Server.AdminUrl}?sslmode=verify-full", "TLS");

    [Theory]
    [InlineData("mysql://boss:x@127.0.0.1/postgres")]
    [InlineData("postgresql://")]
    [InlineData("127.0.0.1:5432")]
    [InlineData("postgresql://boss:pw@127.0.0.1:notaport/postgres")]
    [InlineData("postgresql://boss:pw@127.0.0.1:5432/postgres?sslmode=perhaps")]
    public async Task A_url_that_is_none(string url) => await RefusedAsync(url);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_poolers_url_in_the_place_of_the_servers_own(bool ignoresOptions)
    {
        TestPgBouncer.RequireProgram();
        await using var bouncer = await TestPgBouncer.StartAsync(quiet.Server, ignoresOptions, ct: Ct);
        await RefusedAsync(bouncer.Through(quiet.Server.AdminUrl), "pooler");
    }

    [Fact]
    public async Task A_server_that_speaks_another_protocol()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var answering = AnswerAsync(listener, stop.Token);
        await RefusedAsync(quiet.Server.AdminUrl.Replace($":{quiet.Server.Port}/", $":{port}/", StringComparison.Ordinal), "127.0.0.1");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(answering);
    }

    [Theory]
    [InlineData(13)]
    public async Task A_server_older_than_14(int version)
    {
        Assert.SkipWhen(ServerBinaries.TryFolderOf(version) is null, $"missing: Postgres {version}");
        // Not from the pool: this test holds the class's server already
        using var place = new SemaphoreSlim(0);
        await using var server = await TestServer.StartAsync(version, AdminKind.Superuser, new Dictionary<string, string>(StringComparer.Ordinal), place, Ct);
        await RefusedAsync(server.AdminUrl, "14");
    }

    private async Task RefusedAsync(string url, params string[] words)
    {
        using var project = new TempProject(quiet.Server);
        project.Declare("blog: {}");
        project.Environment["CARPOOL_ADMIN_URL"] = url;
        var error = await Refusal.OfAsync(project, quiet.Server, words);
        error.Text("code").ShouldMatch(@"^CP[145]\d{3}$");
        Directory.Exists(Path.Combine(project.Folder, ".carpool")).ShouldBeFalse("no key is made for a cluster that was never reached");
    }

    private static async Task AnswerAsync(System.Net.Sockets.TcpListener listener, CancellationToken ct)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(ct);
            await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), ct);
        }
    }
}

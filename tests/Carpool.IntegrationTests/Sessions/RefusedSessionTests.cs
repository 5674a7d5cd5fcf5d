using System.Net;
using System.Net.Sockets;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Sessions;
using Shouldly;
using Xunit;
using SslMode = Carpool.Sessions.SslMode;

namespace Carpool.IntegrationTests.Sessions;

/// <summary>Every way in which a connection comes to nothing has its own code, and none shows the password.</summary>
public sealed class RefusedSessionTests(SessionServers servers)
{
    [Theory]
    [InlineData(14)]
    [InlineData(18)]
    public async Task Each_refusal_has_its_code(int version)
    {
        var server = await servers.GetAsync(version);
        var password = PasswordGenerator.Create();
        await server.RunAsync(
            "UPDATE pg_catalog.pg_database SET datconnlimit = -1 WHERE datname = 'half'", "DROP DATABASE IF EXISTS half", "DROP DATABASE IF EXISTS closed", "DROP DATABASE IF EXISTS shut", "DROP ROLE IF EXISTS guest", "DROP ROLE IF EXISTS \"full\"", "DROP ROLE IF EXISTS owner_only",
            $"CREATE ROLE guest LOGIN PASSWORD '{ScramVerifier.Create(password).Reveal()}'", $"CREATE ROLE \"full\" LOGIN CONNECTION LIMIT 0 PASSWORD '{ScramVerifier.Create(password).Reveal()}'",
            $"CREATE ROLE owner_only PASSWORD '{ScramVerifier.Create(password).Reveal()}'", "CREATE DATABASE half", "CREATE DATABASE closed", "REVOKE CONNECT ON DATABASE closed FROM PUBLIC", "CREATE DATABASE shut ALLOW_CONNECTIONS false",
            "UPDATE pg_catalog.pg_database SET datconnlimit = -2 WHERE datname = 'half'");
        var guest = server.Address with { User = new("guest"), Password = password };

        await RefusedAsync(guest, "closed", PlatformCodes.DatabaseForbidden);
        await RefusedAsync(guest, "absent", PlatformCodes.DatabaseMissing);
        await RefusedAsync(guest, "shut", PlatformCodes.DatabaseClosed);
        await RefusedAsync(server.Address, "half", PlatformCodes.DatabaseInvalid);
        await RefusedAsync(guest with { User = new("full") }, "postgres", PlatformCodes.ConnectionsExhausted);
        await RefusedAsync(guest with { Password = PasswordGenerator.Create() }, "postgres", PlatformCodes.LoginRefused);
        await RefusedAsync(guest with { Password = null }, "postgres", PlatformCodes.LoginRefused);
        await RefusedAsync(guest with { User = new("nobody at all") }, "postgres", PlatformCodes.LoginRefused);
        await RefusedAsync(guest with { User = new("owner_only") }, "postgres", PlatformCodes.LoginNotAllowed);
        await RefusedAsync(guest with { Port = SessionServer.FreePort() }, "postgres", PlatformCodes.ServerUnreachable);
        await RefusedAsync(guest with { Host = "no-such-host.invalid", SslMode = SslMode.VerifyFull }, "postgres", PlatformCodes.ServerUnreachable);
        await RefusedAsync(guest with { Host = server.Folder + "/none" }, "postgres", PlatformCodes.ServerUnreachable);
        await RefusedAsync(guest with { Host = "192.0.2.1", SslMode = SslMode.Require }, "postgres", PlatformCodes.ServerUnverified);
    }

    [Fact]
    public async Task A_server_is_believed_only_with_a_certificate_of_the_authority_and_the_name()
    {
        var server = await servers.GetAsync(18);
        var verified = server.Address with { Host = "localhost", SslMode = SslMode.VerifyFull, RootCertificate = server.AuthorityFile };
        await using (var session = await new SessionOpener(verified, new SilentLog()).OpenAsync(new("postgres"), TestContext.Current.CancellationToken))
        {
            session.FullState.ShouldBe(System.Data.ConnectionState.Open);
        }

        await RefusedAsync(verified with { RootCertificate = null }, "postgres", PlatformCodes.CertificateUntrusted);
        await RefusedAsync(verified with { Host = "127.0.0.1" }, "postgres", PlatformCodes.CertificateUntrusted);
        await RefusedAsync(verified with { RootCertificate = "/nowhere.pem" }, "postgres", PlatformCodes.RootCertificateUnusable);
        await RefusedAsync(verified with { RootCertificate = server.Folder + "/password" }, "postgres", PlatformCodes.RootCertificateUnusable);
        await using (var session = await new SessionOpener(verified with { Host = "127.0.0.1", SslMode = SslMode.VerifyCa }, new SilentLog()).OpenAsync(new("postgres"), TestContext.Current.CancellationToken))
        {
            session.FullState.ShouldBe(System.Data.ConnectionState.Open);
        }
    }

    [Fact]
    public async Task A_server_without_tls_is_refused_where_tls_was_asked_for()
    {
        await using var server = await SessionServer.StartAsync(18);
        await server.RunAsync("ALTER SYSTEM SET ssl = off", "SELECT pg_reload_conf()");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await RefusedAsync(server.Address with { SslMode = SslMode.VerifyFull }, "postgres", PlatformCodes.TlsUnavailable);
        var password = PasswordGenerator.Create();
        await server.RunAsync($"CREATE ROLE owner_only PASSWORD '{ScramVerifier.Create(password).Reveal()}'");
        await RefusedAsync(server.Address with { User = new("owner_only"), Password = password }, "postgres", PlatformCodes.LoginNotAllowed);
    }

    [Fact]
    public async Task A_door_that_accepts_and_says_nothing_is_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var mute = new ServerAddress("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, new("postgres"), new("postgres"), PasswordGenerator.Create());
        var opening = RefusedAsync(mute, "postgres", PlatformCodes.ServerUnreachable);
        using (await listener.AcceptSocketAsync(TestContext.Current.CancellationToken))
        {
            // Closed at once.
        }

        listener.Stop();
        await opening;
    }

    [Theory]
    [InlineData("")]
    [InlineData("ignore_startup_parameters = options")]
    public async Task A_pooler_is_recognised_whether_it_refuses_or_swallows_the_pins(string setting)
    {
        var pgbouncer = ProgramRun.Find("pgbouncer");
        Assert.SkipUnless(pgbouncer is not null, "pgbouncer is not on this machine");
        var server = await servers.GetAsync(18);
        await using var pooler = await PoolerProcess.StartAsync(pgbouncer, server, setting);
        await RefusedAsync(server.Address with { Port = pooler.Port }, "postgres", PlatformCodes.PoolerInBetween);
        await using var session = await new SessionOpener(server.Address with { Port = pooler.Port }, new SilentLog())
            .OpenPooledAsync(new("postgres"), server.Address.User, server.AdminPassword, TestContext.Current.CancellationToken);
        session.FullState.ShouldBe(System.Data.ConnectionState.Open);
    }

    private static async Task RefusedAsync(ServerAddress address, string database, DiagnosticCode code)
    {
        var refusal = await Should.ThrowAsync<DiagnosticException>(() => new SessionOpener(address, new SilentLog()).OpenAsync(new(database), TestContext.Current.CancellationToken));
        refusal.Diagnostics.Count.ShouldBe(1);
        refusal.Diagnostics[0].Code.ShouldBe(code, refusal.ToString());
        refusal.Diagnostics[0].Fix.ShouldNotBeNullOrEmpty();
        if (address.Password is not null) refusal.ToString().ShouldNotContain(address.Password.Reveal());
    }
}

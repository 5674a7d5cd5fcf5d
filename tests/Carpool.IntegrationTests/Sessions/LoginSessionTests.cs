using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Sessions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Sessions;

public sealed class LoginSessionTests(SessionServers servers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(14)]
    [InlineData(18)]
    public async Task A_verifier_made_here_logs_in_and_the_server_sets_the_role(int version)
    {
        var server = await servers.GetAsync(version);
        var password = PasswordGenerator.Create();
        await server.RunAsync(
            "DROP DATABASE IF EXISTS blog", "DROP ROLE IF EXISTS blog_app", "DROP ROLE IF EXISTS blog_owner", "CREATE ROLE blog_owner", "CREATE DATABASE blog",
            $"CREATE ROLE blog_app LOGIN NOINHERIT IN ROLE blog_owner PASSWORD '{ScramVerifier.Create(password).Reveal()}'", "ALTER ROLE blog_app IN DATABASE blog SET role = 'blog_owner'");
        await using var session = await server.Opener.OpenAsync(new("blog"), new("blog_app"), password, Stop);
        await using var command = new NpgsqlCommand("SELECT current_user::text || ' ' || session_user::text", session);
        (await command.ExecuteScalarAsync(Stop)).ShouldBe("blog_owner blog_app");

        var wrong = await Should.ThrowAsync<DiagnosticException>(() => server.Opener.OpenAsync(new("blog"), new("blog_app"), PasswordGenerator.Create(), Stop));
        wrong.Diagnostics[0].Code.ShouldBe(PlatformCodes.LoginRefused);
        wrong.ToString().ShouldNotContain(password.Reveal());
    }

    [Theory]
    [InlineData(14)]
    [InlineData(18)]
    public async Task Psql_understands_the_url_of_any_name(int version)
    {
        Assert.SkipUnless(ProgramRun.Find("psql") is not null, "psql is not on this machine");
        var server = await servers.GetAsync(version);
        foreach (var name in (string[])["o'brien", "x\"; drop database postgres; --", "a b/c?d#e&f=g", "%s%41", "naïve ☃", "SELECT", "a@b:c[d]", "back\\slash", "/p;q,r$s+t"])
        {
            var password = new Secret($"p{name} @:/?#[]%&=+");
            var quoted = '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
            await server.RunAsync($"DROP DATABASE IF EXISTS {quoted}", $"DROP ROLE IF EXISTS {quoted}", $"CREATE ROLE {quoted} LOGIN PASSWORD '{ScramVerifier.Create(password).Reveal()}'", $"CREATE DATABASE {quoted}");
            foreach (var door in (ServerAddress[])[server.Address, server.Address with { Host = server.Folder }, server.Address with { Host = "localhost", SslMode = Carpool.Sessions.SslMode.VerifyFull, RootCertificate = server.AuthorityFile }])
            {
                var url = ConnectionUrl.Render(door, new(name), new(name), password);
                (await ProgramRun.AsSelfAsync("psql", null, url, "-XAtc", "SELECT current_database(), current_user")).ShouldBe($"{name}|{name}");
                var read = ServerAddress.Parse(url).Value.ShouldNotBeNull();
                (read.User.Value, read.Database.Value, read.Password).ShouldBe((name, name, password));
                await using var session = await new SessionOpener(read, new SilentLog()).OpenAsync(read.Database, Stop);
            }
        }
    }
}

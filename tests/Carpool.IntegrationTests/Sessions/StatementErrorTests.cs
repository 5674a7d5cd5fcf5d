using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Sessions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Sessions;

public sealed class StatementErrorTests(SessionServers servers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT 1/0", "CP5020", "22012")]
    [InlineData("SELECT pg_catalog.pg_read_file('/etc/passwd')", "CP5021", "42501")]
    [InlineData("CREATE DATABASE postgres2 TEMPLATE postgres", "CP5021", "42501")]
    [InlineData("SET LOCAL lock_timeout = 10; LOCK TABLE held", "CP5022", "55P03")]
    [InlineData("SELECT pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())", "CP5016", "")]
    [InlineData("DROP ROLE", "CP5020", "42601")]
    [InlineData("SET TRANSACTION READ ONLY; CREATE TABLE t ()", "CP5063", "25006")]
    [InlineData("SET LOCAL statement_timeout = 10; SELECT pg_catalog.pg_sleep(9)", "CP5028", "57014")]
    [InlineData("SET LOCAL transaction_timeout = 10; SELECT pg_catalog.pg_sleep(9)", "CP5016", "")]
    [MemberData(nameof(Raised))]
    public async Task A_failed_statement_is_told_with_its_code_and_its_masked_text(string sql, string code, string sqlState)
    {
        var server = await servers.GetAsync(18);
        var password = PasswordGenerator.Create();
        var name = $"plain_{Guid.CreateVersion7():N}";
        await server.RunAsync($"CREATE ROLE {name} LOGIN PASSWORD '{ScramVerifier.Create(password).Reveal()}'", "CREATE TABLE IF NOT EXISTS public.held ()", $"GRANT ALL ON public.held TO {name}");
        await using var holder = await server.Opener.OpenAsync(new("postgres"), Stop);
        await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE public.held", holder);
        await hold.ExecuteNonQueryAsync(Stop);

        await using var session = await new SessionOpener(server.Address with { User = new(name), Password = password }, new SilentLog()).OpenAsync(new("postgres"), Stop);
        await using var command = new NpgsqlCommand(sql.Replace("TABLE held", "TABLE public.held", StringComparison.Ordinal), session);
        var failure = await Should.ThrowAsync<NpgsqlException>(() => command.ExecuteNonQueryAsync(Stop));
        var diagnostic = ServerErrors.ToDiagnostic(failure, "postgres", "the masked text", "blog");
        diagnostic.Code.Id.ShouldBe(code, failure.ToString());
        diagnostic.Message.ShouldContain("the masked text");
        diagnostic.Message.ShouldContain(sqlState);
        diagnostic.Subject.ShouldBe("blog");
    }

    /// <summary>Failures of the machine under a server, in the server's own voice.</summary>
    public static TheoryData<string, string, string> Raised =>
    [
        .. new (string State, string Code)[] { ("53100", "CP5024"), ("53200", "CP5025"), ("53300", "CP5010"), ("55006", "CP5023"), ("58030", "CP5026"), ("58P01", "CP5026"), ("XX001", "CP5027"), ("XX002", "CP5027"), ("57P03", "CP5011") }
            .Select(raised => new TheoryDataRow<string, string, string>($"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{raised.State}'; END $$", raised.Code, raised.State)),
    ];

    [Fact]
    public async Task A_verifier_in_a_syntax_error_is_masked()
    {
        var server = await servers.GetAsync(18);
        var verifier = ScramVerifier.Create(new("x")).Reveal();
        await using var session = await server.Opener.OpenAsync(new("postgres"), Stop);
        await using var command = new NpgsqlCommand($"ALTER ROLE '{verifier}'", session);
        var failure = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop));
        failure.MessageText.ShouldContain(verifier);
        ServerErrors.ToDiagnostic(failure, "postgres").Message.ShouldNotContain(verifier[20..40]);
    }

    [Fact]
    public async Task A_server_that_stops_is_not_ready()
    {
        await using var server = await SessionServer.StartAsync(18);
        await using var session = await server.Opener.OpenAsync(new("postgres"), Stop);
        await server.AskToStopAsync();
        var refusal = await Should.ThrowAsync<DiagnosticException>(() => server.Opener.OpenAsync(new("postgres"), Stop));
        refusal.Diagnostics[0].Code.ShouldBe(PlatformCodes.ServerNotReady);
    }
}

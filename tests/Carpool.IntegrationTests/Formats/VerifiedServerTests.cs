using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.IntegrationTests.Sessions;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Formats;

/// <summary>Each driver is told in its own words to verify the server: it does, by the authority that it is told.</summary>
[Slow]
public sealed class VerifiedServerTests
{
    private static readonly Dictionary<string, Func<IEnumerable<string>, Task<IReadOnlyList<string>>>> s_clients = new(StringComparer.Ordinal)
    {
        ["npgsql"] = Clients.NpgsqlAsync,
        ["url"] = Clients.PsqlAsync,
        ["libpq"] = Clients.PsqlAsync,
        ["sqlalchemy"] = Clients.SqlAlchemyAsync,
        ["jdbc"] = Clients.JdbcAsync,
    };

    [Fact]
    public async Task The_words_for_tls_are_understood()
    {
        await using var server = await SessionServer.StartAsync(ServerMatrix.Newest);
        await server.InsistOnTlsAsync();
        using var project = new TempProject();
        project.Environment["CARPOOL_ADMIN_URL"] = $"postgresql://postgres:{server.AdminPassword.Reveal()}@localhost:{server.Port}/postgres?sslrootcert={server.AuthorityFile}&sslmode=verify-full";
        project.Declare("blog: {}");
        await project.UpAsync();
        var stranger = Path.Combine(project.Folder, "stranger.pem");
        await File.WriteAllTextAsync(stranger, StrangersCertificate(), TestContext.Current.CancellationToken);

        foreach (var (format, logInAsync) in s_clients)
        {
            var text = (await project.RunAsync("outputs", "blog", "--format", format, "--show-secrets")).ShouldExit(0).Out.TrimEnd('\n');
            (await logInAsync([text])).ShouldBe(["blog_owner|blog_app|blog"], format);
            var misled = text.Replace(server.AuthorityFile, stranger, StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(server.AuthorityFile), Uri.EscapeDataString(stranger), StringComparison.Ordinal);
            misled.ShouldNotBe(text);
            (await Should.ThrowAsync<Exception>(() => logInAsync([misled]), format)).ToString().ShouldContain("certificat", Case.Insensitive, format);
        }

        (await project.RunAsync("outputs", "--check")).ShouldExit(0);
    }

    private static string StrangersCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a stranger", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return certificate.ExportCertificatePem();
    }
}

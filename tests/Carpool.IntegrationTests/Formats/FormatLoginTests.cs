using System.Text.Json;
using System.Text.RegularExpressions;
using Carpool.IntegrationTests.Cli;
using Npgsql;
using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Carpool.IntegrationTests.Formats;

/// <summary>Whatever a format prints, the client that it is for logs in with, as the role that it stands for, whatever that is called.</summary>
public sealed partial class FormatLoginTests(HostileApps apps) : IClassFixture<HostileApps>
{
    // node-postgres leaves these two encoded in a database's name, as ConnectionUrl says
    private static readonly char[] UnknownToNode = ['?', '#'];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Url(bool overIpv6)
    {
        var urls = await LinesAsync("url", overIpv6);
        (await Clients.PsqlAsync(urls)).ShouldBe(apps.Expected);
    }

    [Fact]
    public async Task Url_for_node()
    {
        var known = (await LinesAsync("url", overIpv6: false)).Zip(apps.Expected).Where(pair => !pair.Second.AsSpan().ContainsAny(UnknownToNode)).ToList();
        (await Clients.NodeAsync(known.Select(pair => pair.First))).ShouldBe(known.Select(pair => pair.Second));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Npgsql(bool overIpv6) => (await Clients.NpgsqlAsync(await LinesAsync("npgsql", overIpv6))).ShouldBe(apps.Expected);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Libpq(bool overIpv6) => (await Clients.PsqlAsync(await LinesAsync("libpq", overIpv6))).ShouldBe(apps.Expected);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Jdbc(bool overIpv6) => (await Clients.JdbcAsync(await LinesAsync("jdbc", overIpv6))).ShouldBe(apps.Expected);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sqlalchemy(bool overIpv6) => (await Clients.SqlAlchemyAsync(await LinesAsync("sqlalchemy", overIpv6))).ShouldBe(apps.Expected);

    [Theory]
    [InlineData("env")]
    [InlineData("dotenv")]
    public async Task A_shell_reads(string format)
    {
        var variables = await ShellAsync(await TextAsync(format));
        variables.Keys.ShouldAllBe(name => name.EndsWith("_DATABASE_URL", StringComparison.Ordinal));
        variables.Keys.ShouldContain("SHOP_JOBS_DATABASE_URL");
        (await Clients.PsqlAsync(variables.Values)).ShouldBe(apps.Expected, ignoreOrder: true);
    }

    [Fact]
    public async Task Prisma_is_given_the_pooler_for_work_and_the_server_for_migrations()
    {
        Assert.SkipUnless(apps.HasPooler, "missing: pgbouncer");
        var result = (await apps.OutputsAsync(overIpv6: false, "--format", "prisma", "--show-secrets")).ShouldExit(1);
        var plain = apps.Expected.Where(who => PlainName().IsMatch(who.Split('|')[2])).ToList();
        Regex.Count(result.Err, "CP4093", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(apps.Expected.Count - plain.Count, result.Err);

        var variables = await ShellAsync(result.Out);
        var (pooled, direct) = (Ending("_DATABASE_URL"), Ending("_DIRECT_URL"));
        pooled.ShouldAllBe(url => url.EndsWith("?pgbouncer=true", StringComparison.Ordinal));
        direct.ShouldNotContain(url => pooled.Contains(url));
        (await Clients.NodeAsync(pooled)).ShouldBe(plain, ignoreOrder: true);
        (await Clients.NodeAsync(direct)).ShouldBe(plain, ignoreOrder: true);

        IReadOnlyList<string> Ending(string noun) => [.. variables.Where(variable => variable.Key.EndsWith(noun, StringComparison.Ordinal)).Select(variable => variable.Value)];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task K8s(bool overIpv6)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(await TextAsync("k8s", overIpv6)));
        var secrets = yaml.Documents.Select(document => (YamlMappingNode)document.RootNode).ToList();
        secrets.ShouldAllBe(secret => $"{secret["apiVersion"]}/{secret["kind"]}/{secret["type"]}" == "v1/Secret/Opaque");
        secrets.Select(secret => $"{secret["metadata"]["name"]}").ShouldBeUnique();
        secrets.ShouldAllBe(secret => ResourceName().IsMatch($"{secret["metadata"]["name"]}"));
        secrets.Select(secret => $"{secret["metadata"]["annotations"]["carpool/app"]}/{secret["metadata"]["annotations"]["carpool/role"]}")
            .ShouldBe(apps.Expected.Select(who => who.Split('|')).Select(who => $"{HostileApps.AppOf(who[2])}/{who[1][(who[2].Length + 1)..]}"));

        var data = secrets.Select(secret => ((YamlMappingNode)secret["stringData"]).ToDictionary(pair => $"{pair.Key}", pair => $"{pair.Value}", StringComparer.Ordinal)).ToList();
        (await Clients.PsqlAsync(data.Select(variables => variables["DATABASE_URL"]))).ShouldBe(apps.Expected);
        foreach (var (variables, who) in data.Zip(apps.Expected)) (await Clients.PsqlAsync(variables.Where(variable => variable.Key.StartsWith("PG", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal))).ShouldBe(who);
        if (apps.HasPooler) (await Clients.PsqlAsync(data.Select(variables => variables["POOLED_DATABASE_URL"]))).ShouldBe(apps.Expected);
    }

    [Fact]
    public async Task Hyperdrive()
    {
        var configurations = (await LinesAsync("hyperdrive", overIpv6: false)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        configurations.Select(configuration => configuration.Text("name")).ShouldBeUnique();
        (await Clients.NpgsqlAsync(configurations.Select(configuration => configuration.At("origin")).Select(origin => new NpgsqlConnectionStringBuilder
        {
            Host = origin.Text("host"),
            Port = origin.At("port").GetInt32(),
            Database = origin.Text("database"),
            Username = origin.Text("user"),
            Password = origin.Text("password"),
        }.ConnectionString))).ShouldBe(apps.Expected);
    }

    [Fact]
    public async Task Github()
    {
        var runner = await GitHubRunner.StepAsync(await TextAsync("github"));
        runner.Variables.Count.ShouldBe(apps.Expected.Count);
        (await Clients.PsqlAsync(runner.Variables.Values)).ShouldBe(apps.Expected);
        foreach (var url in runner.Variables.Values)
        {
            runner.Masked($"url {url}").ShouldBe("url ***");
            runner.Masked(new NpgsqlConnectionStringBuilder { Password = PasswordOf(url) }.ConnectionString).ShouldBe("Password=***");
        }
    }

    [Fact]
    public async Task One_role_alone_needs_no_name_before_its_variable_and_is_masked_unless_asked()
    {
        var url = (await apps.OutputsAsync(overIpv6: false, "shop/jobs", "--format", "url")).ShouldExit(0).Out.TrimEnd('\n');
        url.ShouldContain("shop_jobs:********@");
        (await apps.OutputsAsync(overIpv6: false, "shop/jobs", "--format", "env")).ShouldExit(0).Out.ShouldBe($"export DATABASE_URL='{url}'\n");
    }

    [Fact]
    public async Task Each_string_is_checked_by_logging_in()
    {
        Assert.SkipUnless(apps.HasPooler, "missing: pgbouncer");
        var plain = (await apps.OutputsAsync(overIpv6: false, "--json")).ShouldExit(0);
        (await apps.OutputsAsync(overIpv6: false, "--json", "--check")).ShouldExit(0).Out.ShouldBe(plain.Out);
    }

    private static string PasswordOf(string url) => url.Split("://")[1].Split('@')[0].Split(':')[1];

    private async Task<string> TextAsync(string format, bool overIpv6 = false) => (await apps.OutputsAsync(overIpv6, "--format", format, "--show-secrets")).ShouldExit(0).Out;

    private async Task<string[]> LinesAsync(string format, bool overIpv6) => (await TextAsync(format, overIpv6)).TrimEnd('\n').Split('\n');

    /// <summary>What a shell that reads this has in its environment.</summary>
    private static async Task<Dictionary<string, string>> ShellAsync(string text) =>
        (await ClientProcess.RunAsync("/usr/bin/env", ["-i", "PATH=/usr/bin:/bin", "sh", "-euc", "text=$(cat); set -a; eval \"$text\"; unset text PWD OLDPWD; env -0"], text))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2)).Where(variable => variable[0] is not ("PATH" or "_" or "PWD" or "SHLVL"))
            .ToDictionary(variable => variable[0], variable => variable[1], StringComparer.Ordinal);

    [GeneratedRegex("^[A-Za-z0-9._~-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainName();

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,251}[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResourceName();
}

using Carpool.Cli.Views;
using Carpool.Cli.Views.Formats;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Sessions;
using Carpool.Stacks;
using Shouldly;
using Xunit;
using YamlDotNet.Serialization;

namespace Carpool.Tests.Cli;

/// <summary>What each format makes of an address. That real clients log in with it is tried against real servers.</summary>
public sealed class OutputsFormatTests
{
    private const string Machine = "postgresql://admin@db.example.com";
    private const string Authority = "postgresql://admin@db.example.com?sslmode=verify-ca&sslrootcert=/etc/my%20ca.pem";
    private const string Loopback = "postgresql://admin@[::1]:5433";
    private const string Socket = "postgresql://admin@/postgres?host=/run/pg&port=5433";

    [Theory]
    [InlineData("url", Loopback, "postgresql://l:p%25@[::1]:5433/d")]
    [InlineData("npgsql", Loopback, "Host=::1;Port=5433;Database=d;Username=l;Password=p%")]
    [InlineData("npgsql", Machine, "Host=db.example.com;Port=5432;Database=d;Username=l;Password=p%;SSL Mode=VerifyFull")]
    [InlineData("npgsql", Authority, "Host=db.example.com;Port=5432;Database=d;Username=l;Password=p%;SSL Mode=VerifyCA;Root Certificate=\"/etc/my ca.pem\"")]
    [InlineData("npgsql", Socket, "Host=/run/pg;Port=5433;Database=d;Username=l;Password=p%")]
    [InlineData("jdbc", Loopback, "jdbc:postgresql://[::1]:5433/d?user=l&password=p%25")]
    [InlineData("jdbc", Machine, "jdbc:postgresql://db.example.com:5432/d?user=l&password=p%25&sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory")]
    [InlineData("jdbc", Authority, "jdbc:postgresql://db.example.com:5432/d?user=l&password=p%25&sslmode=verify-ca&sslrootcert=%2Fetc%2Fmy%20ca.pem")]
    [InlineData("libpq", Loopback, "host=::1 port=5433 dbname=d user=l password='p%'")]
    [InlineData("libpq", Machine, "host=db.example.com port=5432 dbname=d user=l password='p%' sslmode=verify-full sslrootcert=system")]
    [InlineData("libpq", Authority, "host=db.example.com port=5432 dbname=d user=l password='p%' sslmode=verify-ca sslrootcert='/etc/my ca.pem'")]
    [InlineData("libpq", Socket, "host=/run/pg port=5433 dbname=d user=l password='p%'")]
    [InlineData("sqlalchemy", Loopback, "postgresql+psycopg://l:p%25@[::1]:5433/d")]
    [InlineData("sqlalchemy", Machine, "postgresql+psycopg://l:p%25@db.example.com:5432/d?sslmode=verify-full&sslrootcert=system")]
    [InlineData("sqlalchemy", Socket, "postgresql+psycopg://l:p%25@/d?host=%2Frun%2Fpg&port=5433")]
    [InlineData("prisma", Loopback, "DATABASE_URL=\"postgresql://l:p%25@[::1]:5433/d\"\nDIRECT_URL=\"postgresql://l:p%25@[::1]:5433/d\"")]
    [InlineData("prisma", Socket, "DATABASE_URL=\"postgresql://l:p%25@localhost:5433/d?host=%2Frun%2Fpg\"\nDIRECT_URL=\"postgresql://l:p%25@localhost:5433/d?host=%2Frun%2Fpg\"")]
    [InlineData("hyperdrive", Machine, """{"name":"a-r","origin":{"scheme":"postgresql","host":"db.example.com","port":5432,"database":"d","user":"l","password":"p%"},"mtls":{"sslmode":"verify-full"}}""")]
    public void EachDriverIsToldInItsOwnWords(string format, string admin, string text) => Printed(format, admin).ShouldBe(text);

    [Fact]
    public void PrismaVerifiesTheServerOfBothUrls()
    {
        const string Tls = "sslmode=require&sslaccept=strict&sslcert=%2Fetc%2Fmy%20ca.pem";
        Printed("prisma", Authority, "pool.example.com").ShouldBe(
            $"DATABASE_URL=\"postgresql://l:p%25@pool.example.com:6432/d?pgbouncer=true&{Tls}\"\nDIRECT_URL=\"postgresql://l:p%25@db.example.com:5432/d?{Tls}\"");
    }

    /// <summary>A branch of a platform and a bouncer of it stand at the end of the login, with a sign that no URL may hold.</summary>
    [Theory]
    [InlineData("url", "postgresql://l.main1%7Cweb:p%25@")]
    [InlineData("env", "postgresql://l.main1%7Cweb:p%25@")]
    [InlineData("dotenv", "postgresql://l.main1%7Cweb:p%25@")]
    [InlineData("npgsql", ";Username=l.main1|web;")]
    [InlineData("jdbc", "?user=l.main1%7Cweb&")]
    [InlineData("libpq", " user='l.main1|web' ")]
    [InlineData("prisma", "postgresql://l.main1%7Cweb:p%25@")]
    [InlineData("sqlalchemy", "postgresql+psycopg://l.main1%7Cweb:p%25@")]
    [InlineData("k8s", "l.main1|web")]
    [InlineData("hyperdrive", "\"user\":\"l.main1|web\"")]
    [InlineData("github", "postgresql://l.main1%7Cweb:p%25@")]
    public void ALoginMayLeadThroughABouncer(string format, string text)
    {
        var server = ServerAddress.Parse(Machine).Value.ShouldNotBeNull() with { LoginSuffix = ".main1|web" };
        IReadOnlyList<AppOutputs> apps = [new("a", new("d"), [new("r", new("l"), new("d"), new Secret("p%"), server, server)])];
        Printout.Of(OutputsFormat.Named(format), apps, isOneApp: true, showSecrets: true).Texts.ShouldHaveSingleItem().ShouldContain(text);
    }

    [Fact]
    public void ASecretHasTheVariablesOfLibpq()
    {
        var data = ((Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(Printed("k8s", Authority, "pool.example.com"))["stringData"]);
        data.Select(pair => $"{pair.Key}={pair.Value}").ShouldBe(
        [
            "DATABASE_URL=postgresql://l:p%25@db.example.com:5432/d?sslmode=verify-ca&sslrootcert=%2Fetc%2Fmy%20ca.pem", "PGHOST=db.example.com", "PGPORT=5432", "PGUSER=l", "PGPASSWORD=p%",
            "PGDATABASE=d", "PGSSLMODE=verify-ca", "PGSSLROOTCERT=/etc/my ca.pem",
            "POOLED_DATABASE_URL=postgresql://l:p%25@pool.example.com:6432/d?sslmode=verify-ca&sslrootcert=%2Fetc%2Fmy%20ca.pem",
        ]);
    }

    [Fact]
    public void ARunnerMasksWhatWillBeThere() => Printed("github", Loopback).ShouldBe(
        """
        printf '%s\n' '::add-mask::p%25'
        printf '%s\n' '::add-mask::postgresql://l:p%2525@[::1]:5433/d'
        printf '%s\n' 'DATABASE_URL=postgresql://l:p%25@[::1]:5433/d' >>"$GITHUB_ENV"
        """);

    [Theory]
    [InlineData("jdbc", Socket, "d")]
    [InlineData("hyperdrive", Socket, "d")]
    [InlineData("prisma", Loopback, "my db")]
    public void WhatAFormatCannotHoldIsLeftOutAndSaid(string format, string admin, string database)
    {
        var printout = Printout.Of(OutputsFormat.Named(format), Apps(admin, null, database), isOneApp: true, showSecrets: true);
        printout.Texts.ShouldBeEmpty();
        var unsaid = printout.Unsaid.ShouldHaveSingleItem();
        (unsaid.Code, unsaid.Severity, unsaid.Subject).ShouldBe((ExecutionCodes.FormatCannotSay, Severity.Error, "a/r"));
        Printed("url", admin).ShouldStartWith("postgresql://");
    }

    [Theory]
    [InlineData("blog", "app", "blog-app")]
    [InlineData("--My. app--", "jobs", "my-app-jobs")]
    [InlineData("漢字", "É", "app")]
    public void AResourceHasAValidName(string app, string role, string name) => new PrintedLogin(app, role, [], null!, null).Resource.ShouldBe(name);

    [Fact]
    public void ALongNameIsCut() => new PrintedLogin(new string('a', 252), "b", [], null!, null).Resource.ShouldBe(new string('a', 252));

    [Theory]
    [InlineData("", "''")]
    [InlineData("a-b.c_d", "a-b.c_d")]
    [InlineData("a b", "'a b'")]
    [InlineData(@"it's \", @"'it\'s \\'")]
    [InlineData("a=b", "'a=b'")]
    public void LibpqReadsBackWhatWasQuoted(string text, string quoted) => Quoting.Conninfo(text).ShouldBe(quoted);

    [Theory]
    [InlineData("yes")]
    [InlineData("- a: \"b\" # c")]
    [InlineData("tab\tand\nline\r\u0085\u2028end")]
    [InlineData("\\u0041 漢字 😀 \u202e\ufeff\u00a0\ue000 ")]
    public void YamlReadsBackWhatWasQuoted(string text)
    {
        var quoted = Quoting.Yaml(text);
        new DeserializerBuilder().Build().Deserialize<string>(quoted).ShouldBe(text);
        quoted.ShouldNotContain(sign => char.IsControl(sign));
    }

    [Fact]
    public async Task TheHelpNamesThemAll()
    {
        var help = (await Typed.RunAsync("outputs", "--help")).Out;
        foreach (var format in OutputsFormat.All) help.ShouldContain($"\n  {format.Name.PadRight("electric-compose".Length)}  {format.Purpose}\n");
    }

    private static string Printed(string format, string admin, string? pooler = null) =>
        Printout.Of(OutputsFormat.Named(format), Apps(admin, pooler, "d"), isOneApp: true, showSecrets: true).Texts.ShouldHaveSingleItem();

    private static IReadOnlyList<AppOutputs> Apps(string admin, string? pooler, string database)
    {
        var server = ServerAddress.Parse(admin).Value.ShouldNotBeNull();
        return [new("a", new(database), [new("r", new("l"), new(database), new Secret("p%"), server, pooler is null ? null : server.At(pooler, 6432))])];
    }
}

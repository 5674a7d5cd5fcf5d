using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.IntegrationTests.Server;
using Carpool.IntegrationTests.Sessions;
using Carpool.Sessions;
using Carpool.Sql;
using Carpool.State;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Scenarios;

/// <summary>Whatever a name, a value or a password is, a real server reads it as just that.</summary>
public sealed class QuotingTests
{
    private static readonly string[] Switch = ["on", "off"];

    /// <summary>What means something to somebody on the way: the server, the driver, a URL, a format.</summary>
    private static readonly Gen<string> Piece = Gen.Elements(
        "a", "B", "_", " ", "\"", "'", "\\", "\\'", "''", "\"\"", ";", "--", "/*", "*/", "$1", "$$", "$a$", ":a", "@a", "?", "%s", "%00", "%", "{0}", "\n", "\r", "\t", "\b", "\u0001", "\u001b", "\u007f",
        "é", "e\u0301", "漢", "😀", "\u0085", "\u200f", "\uFEFF", "\uFFFD", "select", "public", "E'", "U&'", ".", "U&", "\\x41", "\\u0041");

    private static readonly Gen<string> Rune =
        Gen.OneOf(Gen.Choose(0x01, 0x7f), Gen.Choose(0x80, 0x7ff), Gen.Choose(0x800, 0xd7ff), Gen.Choose(0xe000, 0xffff), Gen.Choose(0x1_0000, 0x10_ffff)).Select(char.ConvertFromUtf32);

    private static readonly Gen<string> Text = Gen.OneOf(Piece, Rune).ListOf().Select(string.Concat);

    /// <summary>As long as a name may be, whatever it begins with.</summary>
    private static readonly Gen<string> Longest = Text.Select(text => text.EnumerateRunes().Aggregate("", (name, rune) => Identifier.IsValid(name + rune) ? name + rune : name))
        .Select(name => name.PadRight(name.Length + Identifier.MaxBytes - System.Text.Encoding.UTF8.GetByteCount(name), 'x'));

    // Text that SASLprep leaves alone: server and driver differ in what else they make of the rest
    private static readonly Gen<string> Password = Gen.OneOf(Gen.Choose(0x01, 0x7f).Select(char.ConvertFromUtf32), Gen.Elements("é", "漢", "😀", "'", "\\", "\"", "%", "@", "/", ":", "#", "?", "&", "+", " "))
        .NonEmptyListOf().Select(string.Concat);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static int Often => TestDepth.Current switch
    {
        TestDepth.Quick => 40,
        TestDepth.Ci => 400,
        _ => 4000,
    };

    [Fact]
    public async Task Names_and_literals_come_back_as_they_went()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        await using var session = await server.OpenAsync(ct: Ct);
        foreach (var conforming in Switch)
        {
            await session.RowsAsync($"SET standard_conforming_strings = {conforming}", Ct);
            foreach (var text in Text.Sample(100, Often).Concat(Text.Sample(12, Often)).Concat(Longest.Sample(20, Often)).Distinct(StringComparer.Ordinal))
            {
                (await ReadAsync(session, $"SELECT {new Literal(text)}")).Value.ShouldBe(text);
                new Literal(text).ToString().ShouldBe(await TheirsAsync(session, "SELECT quote_literal($1)", text), "the server's own quoting is the same");
                if (!Identifier.IsValid(text)) continue;
                var name = new RoleName(text);
                (await ReadAsync(session, $"SELECT 1 AS {name}")).Column.ShouldBe(text);

                // The server's own quoting leads to the same name
                var theirs = await TheirsAsync(session, "SELECT quote_ident($1)", text);
                $"{(SqlText)$"{name}"}".ShouldBeOneOf(theirs, $"\"{theirs}\"");
            }
        }
    }

    [Fact]
    public async Task A_role_of_any_name_is_made_listed_and_dropped()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        await using var session = await server.OpenAsync(ct: Ct);
        foreach (var conforming in Switch)
        {
            await session.RowsAsync($"SET standard_conforming_strings = {conforming}", Ct);
            var names = Text.Sample(12, Often).Concat(Longest.Sample(12, Often))
                .Where(text => Identifier.IsValid(text) && text is not "public" && !text.StartsWith("pg_", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
            names.ShouldContain(name => System.Text.Encoding.UTF8.GetByteCount(name) == Identifier.MaxBytes);
            foreach (var name in names) await SendAsync(session, RoleSql.Create(new Role(new(name), CanLogin: true, Inherits: false, ConnectionLimit: 3)));
            const string Made = "SELECT rolname FROM pg_roles WHERE rolconnlimit = 3";
            (await session.RowsAsync(Made, Ct)).ShouldBe(names, ignoreOrder: true);
            foreach (var name in names) await SendAsync(session, RoleSql.Drop(new(name)));
            (await session.RowsAsync(Made, Ct)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_password_of_any_characters_logs_in_from_its_url()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        await using var session = await server.OpenAsync(ct: Ct);
        var (guest, postgres) = (new RoleName("guest"), new DatabaseName("postgres"));
        await SendAsync(session, RoleSql.Create(new Role(guest, CanLogin: true, Inherits: false, ConnectionLimit: null)));
        var address = new ServerAddress(server.Host, server.Port, postgres, guest, Password: null);
        foreach (var conforming in Switch)
        {
            await session.RowsAsync($"SET standard_conforming_strings = {conforming}", Ct);
            foreach (var text in Password.Sample(20, Often / 2).Distinct(StringComparer.Ordinal))
            {
                var password = new Secret(text);
                var read = ConnectionUrl.Parse(ConnectionUrl.Render(address, postgres, guest, password)).Value.ShouldNotBeNull(text);
                read.Password.ShouldBe(password);

                // As somebody sets it on the server, and as Carpool does
                await SendAsync(session, $"ALTER ROLE {guest} PASSWORD {new Literal(text)}");
                await LogInAsync(read, text);
                await session.RowsAsync(RoleSql.SetPassword(guest).ToExecutable(_ => ScramVerifier.Create(password).Reveal()), Ct);
                await LogInAsync(read, text);
            }
        }
    }

    private static async Task LogInAsync(ServerAddress address, string password)
    {
        try
        {
            await using var guest = await new SessionOpener(address, new SilentLog()).OpenAsync(address.Database, Ct);
            (await guest.RowsAsync("SELECT current_user", Ct)).ShouldBe(["guest"]);
        }
        catch (DiagnosticException refused)
        {
            Assert.Fail($"{Uri.EscapeDataString(password)}: {refused.Message}");
        }
    }

    private static async Task SendAsync(NpgsqlConnection session, SqlText sql)
    {
        await using var command = new NpgsqlCommand(Executable(sql), session);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<string> TheirsAsync(NpgsqlConnection session, string query, string text)
    {
        await using var quote = new NpgsqlCommand(query, session) { Parameters = { new() { Value = text } } };
        return (string)(await quote.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<(string Column, string Value)> ReadAsync(NpgsqlConnection session, SqlText sql)
    {
        await using var command = new NpgsqlCommand(Executable(sql), session) { AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync(Ct);
        (await reader.ReadAsync(Ct)).ShouldBeTrue();
        return (reader.GetName(0), reader.GetString(0));
    }

    private static string Executable(SqlText sql) => sql.ToExecutable(_ => throw new InvalidOperationException("No secret is in here"));
}

using Carpool.IntegrationTests.Server;
using Carpool.Sql;
using Carpool.State;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Scenarios;

/// <summary>Whatever a name or a value is, a real server reads it as just that.</summary>
public sealed class QuotingTests
{
    private static readonly Gen<string> Text = Gen.Elements(
            "a", "B", "_", " ", "\"", "'", "\\", ";", "--", "/*", "$1", "$$", "%s", "{0}", "\n", "\t", "\u0001", "é", "漢", "😀", "select", "public", "E'", ".", "U&")
        .ListOf().Select(string.Concat);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_and_literals_come_back_as_they_went()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        await using var session = await server.OpenAsync(ct: Ct);
        foreach (var conforming in new[] { "on", "off" })
        {
            await session.RowsAsync($"SET standard_conforming_strings = {conforming}", Ct);
            foreach (var text in Text.Sample(400, 30).Distinct(StringComparer.Ordinal))
            {
                (await ReadAsync(session, $"SELECT {new Literal(text)}")).Value.ShouldBe(text);
                if (!Identifier.IsValid(text)) continue;
                var name = new RoleName(text);
                (await ReadAsync(session, $"SELECT 1 AS {name}")).Column.ShouldBe(text);

                // The server's own quoting leads to the same name
                await using var quote = new NpgsqlCommand("SELECT quote_ident($1)", session) { Parameters = { new() { Value = text } } };
                var theirs = (string)(await quote.ExecuteScalarAsync(Ct))!;
                $"{(SqlText)$"{name}"}".ShouldBeOneOf(theirs, $"\"{theirs}\"");
            }
        }
    }

    [Fact]
    public async Task A_role_of_any_name_is_made_listed_and_dropped()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        await using var session = await server.OpenAsync(ct: Ct);
        var names = Text.Sample(200, 12).Where(text => Identifier.IsValid(text) && text is not "public").Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in names) await SendAsync(session, RoleSql.Create(new Role(new(name), CanLogin: true, Inherits: false, ConnectionLimit: 3)));
        const string Made = "SELECT rolname FROM pg_roles WHERE rolconnlimit = 3";
        (await session.RowsAsync(Made, Ct)).ShouldBe(names, ignoreOrder: true);
        foreach (var name in names) await SendAsync(session, RoleSql.Drop(new(name)));
        (await session.RowsAsync(Made, Ct)).ShouldBeEmpty();
    }

    private static async Task SendAsync(NpgsqlConnection session, SqlText sql)
    {
        await using var command = new NpgsqlCommand(Executable(sql), session);
        await command.ExecuteNonQueryAsync(Ct);
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

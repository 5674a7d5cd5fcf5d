using System.Text.Json;
using System.Text.RegularExpressions;
using Carpool.IntegrationTests.BadInput;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>A diagnostic's fix, done as it is printed.</summary>
internal static partial class WaysOut
{
    /// <summary>The error of that code that a command ends with; nothing was changed.</summary>
    public static async Task<JsonElement> ErrorAsync(this TempProject project, TestServer server, string code, params string[] arguments)
    {
        var before = await ClusterDigest.ReadAsync(server, TestContext.Current.CancellationToken);
        var result = await project.RunAsync([.. arguments, "--json"]);
        Refusal.ErrorOf(result);
        (await ClusterDigest.ReadAsync(server, TestContext.Current.CancellationToken)).ShouldBe(before);
        return result.Diagnostic(code);
    }

    /// <summary>The first diagnostic of that code.</summary>
    public static JsonElement Diagnostic(this CarpoolResult result, string code)
    {
        result.Codes.ShouldContain(code, result.ToString());
        return result.Json.Items("diagnostics").First(item => item.Text("code") == code);
    }

    /// <summary>Runs the command that the fix names, with --yes where it would ask; it must succeed.</summary>
    public static async Task<CarpoolResult> FollowAsync(this TempProject project, JsonElement diagnostic)
    {
        var fix = diagnostic.Text("fix");
        var command = Command().Match(fix);
        command.Success.ShouldBeTrue($"a command to run in: {fix}");
        return (await project.RunAsync([.. command.Groups["words"].Value.Split(' '), "--yes", "--json"])).ShouldExit(0);
    }

    /// <summary>Runs the statement that the fix names in the database that it names.</summary>
    public static async Task FollowSqlAsync(this TestServer server, JsonElement diagnostic)
    {
        var statement = Statement().Match(diagnostic.Text("fix"));
        statement.Success.ShouldBeTrue($"a statement to run in: {diagnostic}");
        await server.SqlAsync(statement.Groups["sql"].Value, statement.Groups["database"].Value, TestContext.Current.CancellationToken);
    }

    /// <summary>The login gets in with what `outputs` says, and is the app's owner then.</summary>
    public static async Task ShouldGetInAsync(this TempProject project, string app)
    {
        await using var session = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct(app), ct: TestContext.Current.CancellationToken);
        (await session.RowsAsync("SELECT current_user", TestContext.Current.CancellationToken)).ShouldBe([$"{app}_owner"]);
    }

    [GeneratedRegex("`carpool (?<words>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"\(in database (?<database>\w+): (?<sql>[^)]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();
}

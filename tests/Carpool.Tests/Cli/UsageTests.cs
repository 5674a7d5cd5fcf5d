using System.Text.Json;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData("upp", "Did you mean `up`?")]
    [InlineData("up --parallle 3", "Did you mean `--parallel`?")]
    [InlineData("up --parallle=3", "Did you mean `--parallel`?")]
    [InlineData("purge --older-then", "Did you mean `--older-than`?")]
    [InlineData("local stat", "Did you mean `start`?")]
    [InlineData("local", "Name one; --help lists them.")]
    [InlineData("up --parallel 65", "See `carpool up --help`.")]
    [InlineData("up --parallel 0", "See `carpool up --help`.")]
    [InlineData("up --allow CP1001", "See `carpool up --help`.")]
    [InlineData("up --allow CP3001,CP3999", "See `carpool up --help`.")]
    [InlineData("up --lock-timeout 5", "See `carpool up --help`.")]
    [InlineData("purge --older-than soon", "See `carpool purge --help`.")]
    [InlineData("outputs --format xml", "See `carpool outputs --help`.")]
    [InlineData("outputs blog/", "See `carpool outputs --help`.")]
    [InlineData("restore", "See `carpool restore --help`.")]
    [InlineData("verify --path blog_app", "See `carpool verify --help`.")]
    [InlineData("verify --path blog_app todo --matrix", "Leave --matrix out.")]
    [InlineData("watch --every 0s", "See `carpool watch --help`.")]
    [InlineData("watch --every 2d", "See `carpool watch --help`.")]
    [InlineData("watch --listen 9187", "See `carpool watch --help`.")]
    [InlineData("verify --only blog", "Leave --only out.")]
    [InlineData("up plan.json --yes --only blog", "Leave --only out, or narrow the preview that makes the plan.")]
    [InlineData("preview --out plan.json --shallow", "Leave one of --out and --shallow out.")]
    [InlineData("run blog", "Write the command after --, as in `carpool run blog -- npm run migrate`.")]
    [InlineData("up", "Pass --yes.")]
    [InlineData("destroy", "Pass --yes.")]
    [InlineData("local destroy", "Pass --yes.")]
    [InlineData("init", "Pass --app NAME.")]
    [InlineData("init --local --url-variable X --app a", "Leave one of them out.")]
    public async Task WrongUsageIs64WithOneFixAndInJsonOneDocument(string typed, string fix)
    {
        var forPeople = await Typed.RunAsync(typed.Split(' '));
        forPeople.ExitCode.ShouldBe(64);
        forPeople.Out.ShouldBeEmpty();
        forPeople.Error.ShouldStartWith("error CP407");
        forPeople.Error.ShouldContain($"  fix: {fix}\n");

        var asJson = await Typed.RunAsync([.. typed.Split(' '), "--json"]);
        asJson.ExitCode.ShouldBe(64);
        asJson.Error.ShouldBeEmpty();
        asJson.Json.GetProperty("format_version").GetInt32().ShouldBe(1);
        asJson.Json.GetProperty("diagnostics").EnumerateArray().Select(d => d.GetProperty("fix").GetString()).ShouldContain(fix);
    }

    [Fact]
    public async Task AMissingManifestIsAnErrorInEitherForm()
    {
        (await Typed.RunAsync("preview", "-C", "/nonexistent")).ShouldBe(new Typed(
            1,
            "",
            """
            error CP1002: The manifest /nonexistent/carpool.yaml cannot be read: there is no such file
              at: /nonexistent/carpool.yaml:1:1
              fix: Name the file with -f or its folder with -C, or run `carpool init` to write one.

            """));
        var json = (await Typed.RunAsync("--json", "preview", "-C", "/nonexistent")).Json.GetProperty("diagnostics")[0];
        json.GetProperty("severity").GetString().ShouldBe("error");
        json.GetProperty("line").GetInt32().ShouldBe(1);
        json.GetProperty("subject").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task JsonLeavesNoRoomForAChildsOutput()
    {
        var typed = await Typed.RunAsync("run", "blog", "--json", "--", "true");
        typed.ExitCode.ShouldBe(64);
        typed.Json.GetProperty("diagnostics").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task WhatFollowsTheDashesIsNoneOfTheParsersBusiness()
    {
        // Neither --json nor @file nor a second -- is read: what fails is the manifest alone
        var typed = await Typed.RunAsync("run", "blog", "-C", "/nonexistent", "--", "true", "--json", "@nothing", "--", "--help");
        typed.ExitCode.ShouldBe(1);
        typed.Error.ShouldStartWith("error CP1002");
    }

    [Fact]
    public async Task AQuestionIsAskedWhereSomebodyCanAnswer()
    {
        var folder = Directory.CreateTempSubdirectory("carpool-cli-").FullName;
        try
        {
            var typed = await Typed.AnsweredAsync("no\n", "local", "destroy", "-C", folder);
            typed.ExitCode.ShouldBe(1);
            typed.Error.ShouldContain("[y/N]");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

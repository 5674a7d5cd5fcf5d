using Carpool.Cli.Views;
using Carpool.Cli.Views.Report;
using Carpool.Diagnostics;
using Carpool.Doctor;
using Carpool.Tests.Doctor;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class DoctorViewTests
{
    private const string Hostile = "</style><script>alert(1)</script>\"'&<!--";

    private static readonly DateTimeOffset s_now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private static readonly DoctorReport s_unfit = DoctorReport.Of(Clusters.View("shop: { connections: 20 }"));

    [Fact]
    public void PeopleSeeABar()
    {
        var fit = Typed.Shown(DoctorReport.Of(Clusters.View("blog: { connections: 10 }")), invocation => new DoctorForPeople(invocation)).Out;
        fit.ShouldStartWith(
            """
            25 connections, of which 22 are for everybody
            [#######+++++++========================......................]
                WHO                       UP TO   NOW
            #   reserved for superusers   3
            +   admin carpool_admin       3       1
            =   app blog                  10      0
            .   left                      9

            ok   CP5060 The admin role carpool_admin may create databases and roles.

            """);
        fit.ShouldEndWith("The cluster is fit for what is asked of it.\n");
    }

    [Fact]
    public void WhatDoesNotFitStandsOut()
    {
        var text = Typed.Shown(s_unfit, invocation => new DoctorForPeople(invocation)).Out;
        text.ShouldContain("!]");
        text.ShouldContain("!   too many");
        text.ShouldContain("FAIL CP7001 All may use 23 connections together, and the server has 22 for them: 1 too many, for shop alone may use 20 and leaves 2 to all others.\n     fix: Lower");
        text.ShouldEndWith("The cluster is not fit for what is asked of it.\n");
    }

    [Fact]
    public void ManyAppsAreAddedUp()
    {
        var text = Typed.Shown(DoctorReport.Of(Clusters.View(string.Join('\n', Enumerable.Range(0, 300).Select(number => $"app{number}: {{ connections: 5 }}")))), invocation => new DoctorForPeople(invocation)).Out;
        text.ShouldContain("289 more");
        text.Split('\n').Length.ShouldBeLessThan(50);
    }

    [Fact]
    public void ProgramsReadJson()
    {
        var json = Typed.Shown(s_unfit, invocation => new DoctorAsJson(invocation.Terminal.Out)).Json;
        json.GetProperty("format_version").GetInt32().ShouldBe(1);
        json.GetProperty("fit").GetBoolean().ShouldBeFalse();
        var check = json.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "CP7001");
        check.GetProperty("status").GetString().ShouldBe("fail");
        check.GetProperty("subject").GetString().ShouldBe("max_connections");
        check.GetProperty("measured").GetInt32().ShouldBe(22);
        check.GetProperty("required").GetInt32().ShouldBe(23);
        check.GetProperty("fix").GetString().ShouldNotBeNull();
        json.GetProperty("connections").GetProperty("left").GetInt32().ShouldBe(-1);
        json.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "CP7008").GetProperty("measured").GetString().ShouldBe("replica");
    }

    [Fact]
    public void ThePageNeedsNothingBesideItselfAndRunsNothing()
    {
        var report = s_unfit with
        {
            Cluster = Hostile,
            Budget = s_unfit.Budget with { Shares = [.. s_unfit.Budget.Shares, new(ShareKind.Neighbour, Hostile, 4, 1)] },
            Checks = [.. s_unfit.Checks, new(DoctorCodes.IdleSlot, CheckStatus.Warn, Hostile, Hostile, Fix: Hostile)],
        };
        var page = DoctorPage.Of(Hostile, s_now, report);
        page.ShouldStartWith($"{ReportPage.Mark}doctor\">");
        page.ShouldNotContain("<script");
        foreach (var lead in (string[])["://", "src=", "@import", "url(", "<link", "style=\""]) page.ShouldNotContain(lead);
        page.ShouldContain("2026-05-06 07:08:09 UTC");
        page.ShouldContain("The cluster is not fit for what is asked of it.");
        page.ShouldBe(DoctorPage.Of(Hostile, s_now, report));
    }

    [Fact]
    public async Task AnErrorIsExplained()
    {
        var typed = await Typed.RunAsync("doctor", "--error", "FATAL: sorry, too many clients already");
        typed.ExitCode.ShouldBe(0);
        typed.Out.ShouldStartWith("sorry, too many clients already\n  cause: All connections of the server are taken");
        typed.Out.ShouldContain("carpool explain CP7001");
        var json = (await Typed.RunAsync("doctor", "--json", "--error", "replication slot \"s\" is active for PID 4711")).Json;
        json.GetProperty("errors")[0].GetProperty("error").GetString().ShouldBe("slot-active");
        json.GetProperty("errors")[0].GetProperty("fix").GetString()!.ShouldContain("pg_terminate_backend(4711)");
    }

    [Fact]
    public async Task AnErrorThatNobodyKnowsIsOne()
    {
        var typed = await Typed.RunAsync("doctor", "--error", "something is rotten");
        typed.ExitCode.ShouldBe(1);
        typed.Error.ShouldContain("CP7020");
        (await Typed.RunAsync("doctor", "--error", "x", "--html", "y")).ExitCode.ShouldBe(64);
        (await Typed.AnsweredAsync("", "doctor", "--error")).ExitCode.ShouldBe(64);
    }
}

using Carpool.Diagnostics;
using Carpool.Doctor;
using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Doctor;

/// <summary>Each check, met by a cluster that breaks just that.</summary>
public sealed class CheckTests
{
    private static readonly DoctorView s_fit = Clusters.View("blog: { connections: 5 }\ntodo: { connections: 5 }");

    [Fact]
    public void A_cluster_that_is_fit_has_nothing_to_warn_of()
    {
        var report = DoctorReport.Of(s_fit);
        report.Checks.Where(check => check.Status is not CheckStatus.Ok).ShouldBeEmpty();
        report.IsFit.ShouldBeTrue();
        report.Checks.Select(check => check.Message).ShouldAllBe(message => message.EndsWith('.'));
    }

    [Fact]
    public void What_keeps_the_admin_from_working_makes_it_unfit()
    {
        var report = DoctorReport.Of(s_fit with { Unfit = [PlatformCodes.AdminLacksAttribute.With("The admin role x may not create databases.", "Do.", "x")] });
        report.IsFit.ShouldBeFalse();
        report.Checks.Where(check => check.Code == PlatformCodes.AdminLacksAttribute).ShouldHaveSingleItem().Fix.ShouldBe("Do.");
    }

    [Fact]
    public void Apps_without_a_limit_are_named_with_a_number_that_fits()
    {
        var check = Clusters.View("blog: { connections: 5 }\ntodo: {}\nshop: {}").Of(DoctorCodes.Limits);
        check.ShouldSatisfyAllConditions(
            () => check.Status.ShouldBe(CheckStatus.Warn),
            () => check.Message.ShouldBe("Apps todo, shop have no limit of connections, and may take those of all."),
            () => check.Fix.ShouldBe("Say `connections: 7` for each of them, or less, and run `carpool up`."));
        Clusters.View("todo: {}").Of(DoctorCodes.Limits).Message.ShouldBe("App todo has no limit of connections, and may take those of all.");
    }

    [Fact]
    public void Pools_are_counted_by_pair_and_bounded_by_limits()
    {
        (s_fit with { PoolSize = 20 }).Of(DoctorCodes.Pools).Status.ShouldBe(CheckStatus.Ok);
        var check = (Clusters.View("blog: {}\ntodo: { connections: 5 }") with { PoolSize = 20 }).Of(DoctorCodes.Pools);
        (check.Status, check.Measured, check.Required).ShouldBe((CheckStatus.Warn, (Measure)25, (Measure)19));
        check.Fix.ShouldNotBeNull().ShouldContain("`connections: 9`");
        DoctorReport.Of(s_fit).Checks.ShouldNotContain(one => one.Code == DoctorCodes.Pools, "there is no pooler");
    }

    [Fact]
    public void A_full_server_is_told() => (s_fit with { Server = s_fit.Server with { FreeConnections = 1 } }).Of(DoctorCodes.FreeNow).Status.ShouldBe(CheckStatus.Warn);

    [Fact]
    public void Slots_run_out_and_idle_ones_keep_the_log()
    {
        var view = s_fit with
        {
            Capacity = Clusters.Small with { Slots = 2 },
            Surroundings = new Surroundings { Slots = [new("idle", new DatabaseName("blog"), IsActive: false, 5L << 20), new("busy", null, IsActive: true, 0)] },
        };
        view.Of(DoctorCodes.Slots).Status.ShouldBe(CheckStatus.Warn);
        var idle = view.Of(DoctorCodes.IdleSlot);
        idle.Message.ShouldBe("Slot idle of database blog has no reader and keeps 5 MB of the write-ahead log, without a limit.");
        idle.Measured.ShouldBe((Measure)(5L << 20));
    }

    [Fact]
    public void Walsenders_run_out() => (s_fit with { Capacity = Clusters.Small with { Senders = 2, SendersInUse = 2 } }).Of(DoctorCodes.Senders).Status.ShouldBe(CheckStatus.Warn);

    [Theory]
    [InlineData("replica")]
    [InlineData("logical")]
    public void The_level_of_the_log_is_a_fact(string level)
    {
        var check = (s_fit with { Capacity = Clusters.Small with { WalLevel = level } }).Of(DoctorCodes.WalLevel);
        (check.Status, check.Measured).ShouldBe((CheckStatus.Ok, (Measure)level));
    }

    [Fact]
    public void Settings_that_wait_for_a_restart_are_named()
    {
        var check = (s_fit with { Capacity = Clusters.Small with { WaitingForRestart = ["max_connections", "wal_level"] } }).Of(DoctorCodes.Restart);
        (check.Status, check.Message).ShouldBe((CheckStatus.Warn, "max_connections, wal_level were changed and wait for a restart."));
    }

    [Theory]
    [InlineData("", CheckStatus.Fail)]
    [InlineData("pg_stat_statements,auto_explain", CheckStatus.Ok)]
    [InlineData(null, CheckStatus.Warn)]
    public void An_extension_that_has_to_be_preloaded_is_looked_for(string? preloaded, CheckStatus status)
    {
        var capacity = Clusters.Small with { Preloaded = preloaded?.Split(',', StringSplitOptions.RemoveEmptyEntries) };
        var check = Clusters.View("blog: { connections: 5, extensions: [citext, pg_stat_statements] }", capacity).Of(DoctorCodes.Preload);
        (check.Status, check.Subject).ShouldBe((status, "pg_stat_statements"));
    }

    [Fact]
    public void What_a_platform_lists_and_the_server_has_not_waits()
    {
        var view = s_fit with { Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["pgconf.max_connections"] = "50", ["pgconf.wal_level"] = "replica" } };
        var check = DoctorReport.Of(view).Checks.Single(one => one.Code == DoctorCodes.Restart && one.Status is CheckStatus.Warn);
        (check.Subject, check.Measured, check.Required).ShouldBe(("max_connections", (Measure)"25", (Measure)"50"));
    }
}

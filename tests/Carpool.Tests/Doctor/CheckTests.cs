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

    private static DoctorView Syncing(string sync = "electric: { pool: 4 }") => Clusters.View($"shop: {{ connections: 3, sync: {{ {sync} }}, accept: [replication-reads-everything] }}", Clusters.Small with { WalLevel = "logical", LimitsSlots = true });

    [Fact]
    public void A_cluster_that_is_fit_for_a_sync_engine_has_nothing_to_warn_of() => DoctorReport.Of(Syncing()).Checks.Where(check => check.Status is not CheckStatus.Ok).ShouldBeEmpty();

    [Fact]
    public void Of_25_connections_electrics_own_20_leave_2()
    {
        var view = Syncing("electric: {}");
        var pool = view.Of(DoctorCodes.EnginePool);
        (pool.Status, pool.Message).ShouldBe((CheckStatus.Warn, "Electric of app shop opens 20 of 22 connections, 2 remain for all others, and the 5 of a new instance beside it do not fit."));
        pool.Fix.ShouldBe("Say `pool: 7` of it, or less, or set max_connections to at least 63 and restart the server.");
        var sum = view.Of(DoctorCodes.Connections);
        (sum.Status, sum.Fix).ShouldBe((CheckStatus.Fail, "Lower the pool of shop/electric to 12, `connections` of shop to 1, or set max_connections to at least 34 and restart the server."));
        Clusters.View("shop: { connections: 1, sync: { electric: { pool: 12 } }, accept: [replication-reads-everything] }").Of(DoctorCodes.Connections).Status.ShouldBe(CheckStatus.Ok, "what is offered fits");
    }

    [Fact]
    public void What_keeps_a_sync_engine_from_working_is_told_as_up_would()
    {
        var view = Syncing() with { Sync = [SyncCodes.SlotTaken.With("It is taken.", "Do.", "shop"), SyncCodes.NoFailover.With("It has none.", "Do."), SyncCodes.PresetUnproved.With("It is not proved.")] };
        DoctorReport.Of(view).Checks.Where(check => check.Code.Id.StartsWith("CP20", StringComparison.Ordinal) || check.Code.Id.StartsWith("CP704", StringComparison.Ordinal)).Select(check => (check.Code, check.Status))
            .ShouldBe([(SyncCodes.SlotTaken, CheckStatus.Fail), (SyncCodes.NoFailover, CheckStatus.Warn), (SyncCodes.PresetUnproved, CheckStatus.Ok)]);
    }

    [Fact]
    public void Tables_that_came_later_are_named()
    {
        var check = (Syncing() with { ToFollow = [("shop", new("public.item")), ("shop", new("public.event_2"))] }).Of(DoctorCodes.ToFollow);
        (check.Status, check.Message).ShouldBe((CheckStatus.Warn, "App shop has tables that are not ready for its sync engine: public.item, public.event_2."));
    }

    [Fact]
    public void Slots_and_walsenders_that_are_to_come_have_to_fit()
    {
        var view = Syncing() with { Capacity = Clusters.Small with { LimitsSlots = true, Slots = 1, Senders = 1, SendersInUse = 1 }, Surroundings = new Surroundings { Slots = [new("other", new DatabaseName("blog"), IsActive: true, 0)] } };
        (view.Of(DoctorCodes.Slots).Status, view.Of(DoctorCodes.Slots).Required).ShouldBe((CheckStatus.Fail, (Measure)2));
        (view.Of(DoctorCodes.Senders).Status, view.Of(DoctorCodes.Senders).Required).ShouldBe((CheckStatus.Fail, (Measure)2));
        view = view with { Surroundings = new Surroundings { Slots = [new("electric_slot_shop", new DatabaseName("shop"), IsActive: true, 0)] } };
        (view.Of(DoctorCodes.Slots).Status, view.Of(DoctorCodes.Senders).Status).ShouldBe((CheckStatus.Warn, CheckStatus.Warn), "it has them");
    }

    [Fact]
    public void An_idle_slot_is_told_by_its_reader_or_as_nobodys()
    {
        var view = Syncing() with { Surroundings = new Surroundings { Slots = [new("electric_slot_shop", new DatabaseName("shop"), IsActive: false, 0), new("orphan", new DatabaseName("shop"), IsActive: false, 0)] } };
        DoctorReport.Of(view).Checks.Where(check => check.Code == DoctorCodes.IdleSlot).Select(check => check.Fix).ShouldBe(
            ["Start Electric of app shop, which reads it, or take it out of the manifest.", "Start what reads it, or drop the slot where nothing will: no sync engine of the manifest has one of this name."]);
    }

    [Fact]
    public void A_slot_that_others_wait_for_has_to_be_read()
    {
        var view = s_fit with { Capacity = Clusters.Small with { AwaitedSlots = ["here", "idle", "gone"] }, Surroundings = new Surroundings { Slots = [new("here", null, IsActive: true, 0), new("idle", null, IsActive: false, 0)] } };
        DoctorReport.Of(view).Checks.Where(check => check.Code == DoctorCodes.AwaitedSlot).Select(check => (check.Subject, check.Status, check.Measured))
            .ShouldBe([("idle", CheckStatus.Fail, (Measure)"idle"), ("gone", CheckStatus.Fail, (Measure)"missing")]);
    }

    [Fact]
    public void What_becomes_of_a_slot_whose_engine_is_away_is_told()
    {
        var view = Syncing();
        (view with { Capacity = view.Capacity with { LimitsSlots = false } }).Of(SyncCodes.LogWithoutEnd).Status.ShouldBe(CheckStatus.Warn);
        (view with { Capacity = view.Capacity with { SlotTimeout = "1h" } }).Of(DoctorCodes.SlotTimeout).Message.ShouldContain("for 1h");
        DoctorReport.Of(s_fit with { Capacity = Clusters.Small with { SlotTimeout = "1h" } }).Checks.ShouldNotContain(check => check.Code == DoctorCodes.SlotTimeout, "nobody has a slot");
    }

    [Theory]
    [InlineData(0, 0, false, false, CheckStatus.Ok, "standbys")]
    [InlineData(1, 1, true, true, CheckStatus.Ok, "standbys")]
    [InlineData(1, 0, true, true, CheckStatus.Warn, "primary_slot_name")]
    [InlineData(1, 1, false, true, CheckStatus.Warn, "sync_replication_slots")]
    [InlineData(1, 1, true, false, CheckStatus.Warn, "hot_standby_feedback")]
    [InlineData(1, 1, false, false, CheckStatus.Warn, "sync_replication_slots and hot_standby_feedback")]
    public void What_a_failover_takes_is_told(int standbys, int slots, bool synchronizes, bool feedback, CheckStatus status, string subject)
    {
        var view = Syncing();
        view = view with { Capacity = view.Capacity with { Standbys = standbys, StandbySlots = slots, SynchronizesSlots = synchronizes, HasStandbyFeedback = feedback } };
        var check = view.Of(DoctorCodes.StandbySettings);
        (check.Status, check.Subject).ShouldBe((status, subject));
        DoctorReport.Of(view with { Server = view.Server with { VersionNumber = 160004 } }).Checks.ShouldNotContain(one => one.Code == DoctorCodes.StandbySettings, "no slot outlives a failover there");
    }
}

using Carpool.Diagnostics;
using Carpool.PlanetScale;
using Carpool.Platforms;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Platforms;

/// <summary>What is asked for is checked against what the platform lists, before anything is filed.</summary>
public sealed class BranchParametersTests
{
    private static readonly Parameter[] s_known =
    [
        new() { Namespace = "pgconf", Name = "max_connections", ParameterType = "integer", Value = "25", Min = "25", Max = "100", Restart = true },
        new() { Namespace = "pgconf", Name = "wal_level", ParameterType = "select", DefaultValue = "replica", Options = ["replica", "logical"], Restart = true },
        new() { Namespace = "pgconf", Name = "work_mem", ParameterType = "bytes", Value = "4MB" },
        new() { Namespace = "pgconf", Name = "max_files", ParameterType = "integer", Value = "5", Min = "0", Max = "0" },
        new() { Namespace = "pgconf", Name = "ssl", ParameterType = "boolean", Value = "on", Immutable = true },
        new() { Namespace = "pgbouncer", Name = "default_pool_size", ParameterType = "integer", Value = "20", Min = "1" },
        new() { Namespace = "pgconf", Name = "server_idle_timeout", ParameterType = "seconds", Value = "0" },
        new() { Namespace = "pgbouncer", Name = "server_idle_timeout", ParameterType = "seconds", Value = "600" },
    ];

    [Theory]
    [InlineData("max_connections=50", "pgconf.max_connections", "25", "50", true)]
    [InlineData("wal_level=logical", "pgconf.wal_level", "replica", "logical", true)]
    [InlineData("pgbouncer.default_pool_size=10", "pgbouncer.default_pool_size", "20", "10", false)]
    [InlineData("pgbouncer.server_idle_timeout=60", "pgbouncer.server_idle_timeout", "600", "60", false)]
    [InlineData("max_files=7", "pgconf.max_files", "5", "7", false)]
    [InlineData("work_mem=8MB", "pgconf.work_mem", "4MB", "8MB", false)]
    public void A_parameter_is_found_by_its_name(string typed, string name, string from, string to, bool restarts)
    {
        var (edit, problem) = BranchParameters.EditOf(ParameterSetting.Parse(typed).Value!, s_known);
        problem.ShouldBeNull();
        edit.ShouldNotBeNull().ShouldSatisfyAllConditions(
            one => one.ToString().ShouldBe(name), one => one.From.ShouldBe(from), one => one.To.ShouldBe(to), one => one.RestartsServer.ShouldBe(restarts), one => one.IsSo.ShouldBeFalse());
    }

    [Theory]
    [InlineData("max_conections=50", "CP5120", "Did you mean `max_connections`?")]
    [InlineData("nothing_like_it=50", "CP5120", "Name a parameter as PlanetScale's dashboard lists it.")]
    [InlineData("server_idle_timeout=60", "CP5120", "Name one of `pgconf.server_idle_timeout` or `pgbouncer.server_idle_timeout`.")]
    [InlineData("max_connections=24", "CP5121", "Choose another value.")]
    [InlineData("max_connections=101", "CP5121", "Choose another value.")]
    [InlineData("wal_level=minimal", "CP5121", "Choose another value.")]
    [InlineData("ssl=off", "CP5121", "Choose another value.")]
    public void What_cannot_be_is_refused(string typed, string code, string fix)
    {
        var (_, problem) = BranchParameters.EditOf(ParameterSetting.Parse(typed).Value!, s_known);
        (problem!.Code.Id, problem.Fix).ShouldBe((code, fix));
    }

    [Theory]
    [InlineData("max_connections")]
    [InlineData("max_connections=")]
    [InlineData("=50")]
    public void A_setting_without_name_or_value_is_none(string typed) => ParameterSetting.Parse(typed).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(ExecutionCodes.WrongUsage);

    [Fact]
    public void A_value_may_hold_what_the_name_may_not() => ParameterSetting.Parse("pg_stat_statements.track=a=b").Value.ShouldBe(new ParameterSetting(null, "pg_stat_statements.track", "a=b"));
}

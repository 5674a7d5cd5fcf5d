using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Walls;

/// <summary>Lines of pg_hba.conf.</summary>
public sealed class HostRuleTests
{
    [Theory]
    [InlineData("host", "all", "all", "127.0.0.1/255.255.255.255", "trust", false, "CP6030 Error")]
    [InlineData("host", "blog", "blog_app", "0.0.0.0/0.0.0.0", "trust", false, "CP6030 Error")]
    [InlineData("host", "replication", "all", "10.0.0.0/255.0.0.0", "trust", false, "CP6031 Error")]
    [InlineData("local", "all", "all", null, "trust", true, "CP6030 Error")]
    [InlineData("local", "all", "all", null, "trust", false, null)]
    [InlineData("local", "all", "all", null, "peer", true, null)]
    [InlineData("host", "all", "all", "10.0.0.0/255.0.0.0", "password", false, "CP6030 Warning")]
    [InlineData("host", "all", "all", "127.0.0.1/255.255.255.255", "password", false, null)]
    [InlineData("hostssl", "all", "all", "10.0.0.0/255.0.0.0", "password", false, null)]
    [InlineData("host", "all", "all", "10.0.0.0/255.0.0.0", "scram-sha-256", false, null)]
    [InlineData("host", "all", "all", "10.0.0.0/255.0.0.0", "reject", false, null)]
    public void Are_told_where_they_let_somebody_in_without_proof(string type, string database, string user, string? address, string method, bool hasOpenSockets, string? found)
    {
        var facts = new WallFacts { Guards = new SharedGuards { Passwords = [], HasOpenSockets = hasOpenSockets, HostRules = [new(7, type, [database], [user], address, method, HasMap: false)] } };
        facts.Found().Select(line => line[..line.IndexOf(" pg_hba.conf:7", StringComparison.Ordinal)]).ShouldBe(found is null ? [] : [found]);
    }
}

using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.Adoption;

/// <summary>
/// Clusters that grew in many ways come under management: nothing changes but the registry, then one `up` brings them to the model. Whoever
/// should be in stays in, with the password and the sessions that it has.
/// </summary>
public sealed class AdoptionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The quick ones: on the newest version, as a plain admin that made the cluster itself.</summary>
    public static TheoryData<string> Some => ["mission-page", "owner-login", "groups", "two-databases"];

    /// <summary>Every cluster on every server; at ci each on one of the corners where it is meant to be.</summary>
    public static TheoryData<string, int, AdminKind> Every
    {
        get
        {
            var rows = new TheoryData<string, int, AdminKind>();
            foreach (var (at, name) in GrownCluster.All.Index())
            {
                var cluster = GrownCluster.Read(name);
                var servers = (TestDepth.Current is TestDepth.Ci ? ServerMatrix.Corners : ServerMatrix.Full).Select(row => row.Data).Where(server => IsMeant(cluster, server.Item1, server.Item2)).ToList();
                foreach (var (version, kind) in TestDepth.Current is TestDepth.Ci && servers.Count > 1 ? [servers[at % servers.Count]] : servers) rows.Add(name, version, kind);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Some))]
    public Task A_cluster_comes_under_management(string name) => AdoptAsync(name, ServerMatrix.Newest, AdminKind.Plain);

    [Theory]
    [Slow]
    [MemberData(nameof(Every))]
    public Task Every_cluster_comes_under_management(string name, int version, AdminKind kind) => AdoptAsync(name, version, kind);

    private static async Task AdoptAsync(string name, int version, AdminKind kind)
    {
        var cluster = GrownCluster.Read(name);
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        await cluster.GrowAsync(server, byAdmin: kind is AdminKind.Plain, Ct);
        await new AdoptionStory(server, cluster).RunAsync(Ct);
    }

    private static bool IsMeant(GrownCluster cluster, int version, AdminKind kind) =>
        version >= cluster.Since && !(cluster.IsForSuperusers && kind is AdminKind.Plain) && (!cluster.NeedsModule || ServerBinaries.HasModule(version, "postgres_fdw"));
}

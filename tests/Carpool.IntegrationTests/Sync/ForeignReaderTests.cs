using System.Text.Json.Nodes;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Formats;
using Carpool.IntegrationTests.Migrations;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Sync;

/// <summary>A reader of changes that others wrote finds all that it needs, with nothing but the URL of `outputs`.</summary>
public sealed class ForeignReaderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>At ci one server: between versions nothing differs that this reader could see.</summary>
    public static TheoryData<int, AdminKind> Fit
    {
        get
        {
            var rows = new TheoryData<int, AdminKind>();
            foreach (var row in SyncedShop.Fit.Where(row => TestDepth.Current is TestDepth.Soak || row.Data is (var version, AdminKind.Plain) && version == ServerMatrix.Newest)) rows.Add(row.Data.Item1, row.Data.Item2);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Fit))]
    public async Task Changes_are_streamed_with_their_old_rows_and_once(int version, AdminKind kind)
    {
        var folder = Path.Combine(RepositoryFolder.Path, "tests", "Carpool.IntegrationTests", "Sync", "clients");
        await NodeProject.InstallOrSkipAsync(folder);
        await using var shop = await SyncedShop.OpenAsync(version, kind, Ct);
        shop.Declare("electric: { mode: manual, tables: [goods.item, goods.event] }");
        await shop.Project.UpAsync();
        var url = (await shop.Project.OutputsAsync()).Direct("shop", "electric");
        await shop.AsAppAsync("INSERT INTO goods.item VALUES (2, 'two'); UPDATE goods.item SET note = 'deux' WHERE id = 2; DELETE FROM goods.item WHERE id = 2; INSERT INTO goods.event VALUES (3, 'three'); INSERT INTO goods.odd VALUES (1, 'untold')", Ct);
        (await ReadAsync(folder, url, 4)).ShouldBe(
        [
            """{"tag":"insert","table":"item","old":null,"new":{"id":2,"note":"two"}}""",
            """{"tag":"update","table":"item","old":{"id":2,"note":"two"},"new":{"id":2,"note":"deux"}}""",
            """{"tag":"delete","table":"item","old":{"id":2,"note":"deux"},"new":null}""",
            """{"tag":"insert","table":"event_1","old":null,"new":{"at":3,"note":"three"}}""",
        ]);

        // What was confirmed is not told again
        await shop.AsAppAsync("INSERT INTO goods.item VALUES (4, 'four')", Ct);
        (await ReadAsync(folder, url, 1)).ShouldBe(["""{"tag":"insert","table":"item","old":null,"new":{"id":4,"note":"four"}}"""]);
        await shop.Project.ShouldBeInSyncAsync();
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(string folder, string url, int count)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["SYNC_URL"] = url };
        var said = await ClientProcess.RunAsync("node", [Path.Combine(folder, "reader.mjs"), "electric_slot_shop", "electric_publication_shop", $"{count}"], environment: environment);
        return [.. said.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.ToJsonString())];
    }
}

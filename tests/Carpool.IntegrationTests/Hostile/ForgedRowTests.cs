using Carpool.Credentials;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Carpool.Registry;
using Carpool.State;
using Npgsql;
using NpgsqlTypes;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Hostile;

/// <summary>
/// Somebody may write to every table of the maintenance database. They cannot seal a row, but they may put back any that was sealed
/// once: of the app itself, of an app that had the name of what is somebody else's now.
/// </summary>
[Slow]
public sealed class ForgedRowTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerMatrix.Full), MemberType = typeof(ServerMatrix))]
    public async Task Purges_renames_and_restores_nothing(int version, AdminKind kind)
    {
        await using var server = await ServerPool.RentAsync(version, kind, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\nshop: {}");
        await project.UpAsync();
        using var other = new TempProject(server);
        other.Write("stack: other\ncluster: {url: '${CARPOOL_ADMIN_URL}'}\napps: {press: {}}");
        await other.UpAsync();
        await using (var session = await PostgresUrl.OpenAsync((await project.OutputsAsync()).Direct("shop"), ct: Ct)) await session.RowsAsync("CREATE TABLE orders AS SELECT 1 AS id", Ct);
        await server.SqlAsync(
            """
            CREATE ROLE clerk LOGIN PASSWORD 'c';
            GRANT pg_read_all_data, pg_write_all_data TO clerk;
            GRANT CONNECT ON DATABASE postgres TO clerk;
            CREATE SCHEMA saved;
            CREATE TABLE saved.app AS TABLE carpool.app;
            CREATE TABLE saved.login AS TABLE carpool.login;
            """,
            ct: Ct);
        await using var clerk = await PostgresUrl.OpenAsync(server.UrlOf("clerk", "c", "postgres"), ct: Ct);
        var scene = new Scene(server, project, clerk, await ClusterDigest.ReadAsync(server, Ct));

        // What no seal covers
        await scene.ShouldBeRefusedAsync("CP2023", "UPDATE carpool.app SET database_oid = o.oid FROM pg_database AS o WHERE o.datname = 'press' AND name = 'shop'");
        await scene.ShouldBeRefusedAsync("CP2023", "UPDATE carpool.app SET standing = 'Purging' WHERE name = 'shop'");
        await scene.ShouldBeRefusedAsync("CP2023", "UPDATE carpool.app SET stack = 'clown-car' WHERE stack = 'other'");
        await scene.ShouldBeRefusedAsync("CP2023", "UPDATE carpool.app SET owner = CASE name WHEN 'shop' THEN 'blog_owner' ELSE 'shop_owner' END WHERE stack = 'clown-car'");
        await scene.ShouldBeRefusedAsync("CP2023", "UPDATE carpool.login SET password = (SELECT password FROM carpool.login WHERE name = 'blog_app') WHERE name = 'shop_app'");
        await scene.ShouldBeRefusedAsync("CP2001", "DELETE FROM carpool.login WHERE name = 'shop_app'; DELETE FROM carpool.app WHERE name = 'shop'");

        // What was sealed once
        var key = KeyFile.Load(project.Folder, null).Value!;
        var shop = await AppAsync(server, "shop");
        var press = await AppAsync(server, "press");
        foreach (var standing in Enum.GetValues<AppStanding>())
        {
            // The app as it once was, and one that had the name of what is another stack's by now
            var isGone = standing is AppStanding.Quarantined or AppStanding.Purging;
            var old = isGone ? shop with { Standing = standing, RemovedAt = DateTimeOffset.UnixEpoch, OriginalDatabase = new("shop"), OriginalOwner = new("shop_owner") } : shop with { Standing = standing };
            var namesake = press with { Standing = standing, RemovedAt = DateTimeOffset.UnixEpoch };
            await scene.PutAsync(key, old);
            await scene.PutAsync(key, namesake with { DatabaseOid = 99_999, OwnerOid = 99_998 });
            await scene.ShouldDestroyNothingAsync(isGone ? "CP2018" : null);

            // The same from before their databases were made; of the namesake not even a role is left that an oid could tell from another
            await scene.PutAsync(key, old with { DatabaseOid = null });
            await scene.PutAsync(key, namesake with { DatabaseOid = null, OwnerOid = null, Owner = new("press_people"), OnRemove = OnRemove.Drop });
            await scene.ShouldDestroyNothingAsync(isGone ? "CP2003" : null);
        }

        // A quarantine that ended: the database is back under its own name
        await scene.PutAsync(key, shop with { Standing = AppStanding.Purging, Database = new("shop~e2a8ce~removed~20260101-120000"), OriginalDatabase = new("shop") });
        await scene.ShouldDestroyNothingAsync("CP2004");

        // The way back that CP2018 names
        await scene.PutAsync(key, shop with { Standing = AppStanding.Purging });
        (await project.RunAsync("adopt", "shop", "--yes")).ShouldExit(0);
        await project.ShouldBeInSyncAsync();
        (await server.RowsAsync("SELECT id FROM orders", "shop", Ct)).ShouldBe(["1"]);
        (await project.RunAsync("verify")).ShouldExit(0);
        (await other.RunAsync("verify")).ShouldExit(0);
    }

    private static async Task<App> AppAsync(TestServer server, string name)
    {
        var oids = (await server.RowsAsync($"SELECT (SELECT oid FROM pg_database WHERE datname = '{name}'), '{name}_owner'::regrole::oid", ct: Ct)).Single().Split('|');
        return new App(name, AppStanding.Live, new(name), new($"{name}_owner"), [], OnRemove.Quarantine, IsProtected: false)
        {
            DatabaseOid = uint.Parse(oids[0]),
            OwnerOid = uint.Parse(oids[1]),
        };
    }

    /// <summary>The cluster as it should stay, and who tries to bend it.</summary>
    private sealed class Scene(TestServer server, TempProject project, NpgsqlConnection clerk, string before)
    {
        /// <summary>It is said, and nothing is done.</summary>
        public async Task ShouldBeRefusedAsync(string code, string forgery)
        {
            await clerk.RowsAsync(forgery, Ct);
            var refused = (await project.RunAsync("up", "--yes", "--json")).ShouldExit(1);
            refused.Codes.ShouldContain(code, $"{forgery}\n{refused}");
            (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before, forgery);
            await RestoreRowsAsync();
        }

        /// <summary>Puts a sealed row in the place of what is on record of the database.</summary>
        public async Task PutAsync(StackKey key, App app)
        {
            await clerk.RowsAsync($"DELETE FROM carpool.app WHERE stack = 'clown-car' AND database = '{app.Database}'", Ct);
            await using var insert = new NpgsqlCommand(
                """
                INSERT INTO carpool.app (stack, database, name, standing, database_oid, owner, owner_oid, on_remove, is_protected, original_database, original_owner, removed_at, seal)
                VALUES ('clown-car', $1, $2, $3, $4, $5, $6, $7, false, $8, $9, $10, $11)
                """,
                clerk);
            foreach (var (value, type) in new (object?, NpgsqlDbType)[]
            {
                (app.Database.Value, NpgsqlDbType.Text), (app.Name, NpgsqlDbType.Text), (app.Standing.ToString(), NpgsqlDbType.Text), ((long?)app.DatabaseOid, NpgsqlDbType.Bigint),
                (app.Owner.Value, NpgsqlDbType.Text), ((long?)app.OwnerOid, NpgsqlDbType.Bigint), (app.OnRemove.ToString(), NpgsqlDbType.Text), (app.OriginalDatabase?.Value, NpgsqlDbType.Text),
                (app.OriginalOwner?.Value, NpgsqlDbType.Text), (app.RemovedAt, NpgsqlDbType.TimestampTz), (RegistryRows.Seal(key, "clown-car", app, null), NpgsqlDbType.Bytea),
            })
            {
                insert.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
            }

            await insert.ExecuteNonQueryAsync(Ct);
        }

        /// <summary>Whatever the commands make of the row, the cluster is as it was; a purge says why it drops nothing.</summary>
        public async Task ShouldDestroyNothingAsync(string? purgeSays)
        {
            foreach (var command in (string[][])[["up", "--yes", "--allow", "CP3003"], ["purge", "--yes"], ["restore", "shop", "--yes"]])
            {
                var run = await project.RunAsync([.. command, "--json"]);
                run.ShouldExit(0, 1, 3);
                (await ClusterDigest.ReadAsync(server, Ct)).ShouldBe(before, run.ToString());
                if (command is ["purge", ..] && purgeSays is not null) run.ShouldExit(1).Codes.ShouldContain(purgeSays, run.ToString());
            }

            await RestoreRowsAsync();
        }

        public Task RestoreRowsAsync() => server.SqlAsync("TRUNCATE carpool.app, carpool.login; INSERT INTO carpool.app TABLE saved.app; INSERT INTO carpool.login TABLE saved.login", ct: Ct);
    }
}

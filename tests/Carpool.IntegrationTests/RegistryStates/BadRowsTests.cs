using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>Rows that were changed, cut or invented by hand: a diagnostic that names the app, and `adopt` as the way out.</summary>
[Slow]
public sealed class BadRowsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What somebody did to the registry, the code that every command ends with, and whether blog's password is good afterwards.</summary>
    private static readonly (string Sql, string Code, bool KeepsPassword)[] s_deeds =
    [
        // Tampered with
        ("UPDATE carpool.login SET password = set_byte(password, 40, get_byte(password, 40) # 1) WHERE name = 'blog_app'", "CP2023", false),
        ("UPDATE carpool.login SET password = (SELECT password FROM carpool.login WHERE name = 'todo_app') WHERE name = 'blog_app'", "CP2023", false),
        ("UPDATE carpool.login SET app = 'todo' WHERE name = 'blog_app'", "CP2023", false),
        ("UPDATE carpool.login SET seal = '' WHERE name = 'blog_app'", "CP2023", false),
        ("UPDATE carpool.app SET owner = 'todo_owner' WHERE name = 'blog'", "CP2023", true),
        ("UPDATE carpool.app SET database_oid = 1 WHERE name = 'blog'", "CP2023", true),
        ("UPDATE carpool.app SET seal = (SELECT seal FROM carpool.app WHERE name = 'todo') WHERE name = 'blog'", "CP2023", true),

        // Half-written
        ("DELETE FROM carpool.app WHERE name = 'blog'", "CP2042", true),
        ("UPDATE carpool.login SET generation = NULL WHERE name = 'blog_app'", "CP2042", false),
        ("UPDATE carpool.login SET database = NULL, app = NULL WHERE name = 'blog_app'", "CP2042", false),
        ("UPDATE carpool.app SET seal = NULL WHERE name = 'blog'", "CP2023", true),
        ("UPDATE carpool.app SET owner = NULL, standing = NULL WHERE name = 'blog'", "CP2042", true),
        ("UPDATE carpool.app SET name = NULL WHERE name = 'blog'", "CP2042", true),

        // What is no word, no name, no number of ours
        ("UPDATE carpool.app SET standing = 'Sleeping' WHERE name = 'blog'", "CP2042", true),
        ("UPDATE carpool.app SET standing = '1' WHERE name = 'blog'", "CP2042", true),
        ("UPDATE carpool.app SET on_remove = 'Drop, Keep' WHERE name = 'blog'", "CP2042", true),
        ("UPDATE carpool.login SET access = 'superuser' WHERE name = 'blog_app'", "CP2042", false),
        ("UPDATE carpool.app SET owner = repeat('é', 40) WHERE name = 'blog'", "CP2042", true),
        ("UPDATE carpool.app SET database = '' WHERE name = 'blog'", "CP2042", true),
        ("UPDATE carpool.app SET database_oid = -1 WHERE name = 'blog'", "CP2042", true),
        ("UPDATE carpool.app SET created_at = '290000-01-01' WHERE name = 'blog'", "CP2042", true),
        ("UPDATE carpool.app SET created_at = 'infinity' WHERE name = 'blog'", "CP2023", true),
        ("INSERT INTO carpool.app SELECT stack, 'other', name, standing, database_oid, owner, owner_oid, on_remove, is_protected, NULL, NULL, NULL, NULL, seal FROM carpool.app WHERE name = 'blog'", "CP2023", true),
    ];

    [Fact]
    public async Task Each_is_named_and_adopted_away()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Plain, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}");
        await project.UpAsync();
        await project.OutputsAsync();
        await server.SqlAsync(
            """
            ALTER TABLE carpool.app ALTER name DROP NOT NULL, ALTER owner DROP NOT NULL, ALTER standing DROP NOT NULL, ALTER seal DROP NOT NULL;
            ALTER TABLE carpool.login ALTER generation DROP NOT NULL, ALTER database DROP NOT NULL, ALTER app DROP NOT NULL;
            CREATE TABLE postgres.public.saved_app AS TABLE carpool.app;
            CREATE TABLE postgres.public.saved_login AS TABLE carpool.login;
            """,
            ct: Ct);
        await using (var stack = await OpenStack.OfAsync(project))
        {
            foreach (var (deed, code, keepsPassword) in s_deeds)
            {
                await server.SqlAsync(deed, ct: Ct);
                var error = await stack.ErrorAsync(code);
                error.Message.ShouldContain("registry", Case.Insensitive, deed);

                var adopted = await stack.AdoptAsync(error.Fix!);

                adopted.Diagnostics.Any(diagnostic => diagnostic.Code.Id == "CP2024").ShouldBe(!keepsPassword, deed);
                (await stack.PreviewAsync()).Changes.ShouldBeEmpty(deed);
                (await server.RowsAsync("SELECT stack, name, database, standing FROM carpool.app ORDER BY name", ct: Ct)).ShouldBe(["clown-car|blog|blog|Live", "clown-car|todo|todo|Live"], deed);
                await server.SqlAsync("TRUNCATE carpool.app, carpool.login; INSERT INTO carpool.app TABLE public.saved_app; INSERT INTO carpool.login TABLE public.saved_login", ct: Ct);
            }
        }

        (await project.RunAsync("verify")).ShouldExit(0);
    }

    [Fact]
    public async Task One_bad_row_stops_every_command_but_adopt_and_one_app_after_the_other_comes_back()
    {
        await using var server = await ServerPool.RentAsync(ServerMatrix.Newest, AdminKind.Superuser, ct: Ct);
        using var project = new TempProject(server);
        project.Declare("blog: {}\ntodo: {}\nshop: {}");
        await project.UpAsync();
        await server.SqlAsync("UPDATE carpool.app SET seal = '' WHERE name <> 'shop'; DELETE FROM carpool.login WHERE name = 'shop_app'", ct: Ct);
        foreach (var command in (string[][])[["up", "--yes"], ["outputs"], ["destroy", "--yes"], ["rotate", "--all", "--in-place", "--yes"]])
        {
            await project.ErrorAsync(server, "CP2023", command);
        }

        (await project.RunAsync("adopt", "blog", "--yes")).ShouldExit(0).Out.ShouldContain("record database blog");
        await project.ErrorAsync(server, "CP2023", "preview");
        (await project.RunAsync("adopt", "todo", "--yes")).ShouldExit(0);

        // The login's row is simply missing: nothing is forged, the login is just nobody's
        await project.FollowAsync(await project.ErrorAsync(server, "CP2002", "preview"));
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("outputs", "blog", "--json")).ShouldExit(0);
        (await project.RunAsync("rotate", "shop/app", "--in-place", "--yes")).ShouldExit(0);

        // A row of nobody's
        await server.SqlAsync("INSERT INTO carpool.login SELECT stack, 'ghost', database, NULL, role, access, oid, NULL, 1, NULL, seal FROM carpool.login WHERE name = 'blog_app'".Replace("NULL, role", "'ghost', role", StringComparison.Ordinal), ct: Ct);
        await project.FollowAsync(await project.ErrorAsync(server, "CP2023", "status"));
        await project.ShouldBeInSyncAsync();
        (await project.RunAsync("verify")).ShouldExit(0);
    }
}

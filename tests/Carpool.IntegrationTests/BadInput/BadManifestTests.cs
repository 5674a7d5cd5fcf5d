using System.Text;
using Carpool.IntegrationTests.Cli;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.BadInput;

/// <summary>A manifest that cannot be meant is refused with its place before anything connects.</summary>
public sealed class BadManifestTests(QuietServer quiet) : IClassFixture<QuietServer>
{
    private const string Head = "stack: clown-car\ncluster: {url: \"${CARPOOL_ADMIN_URL}\"}\n";

    /// <summary>The case, the manifest after its two lines of head, the line of the error, what the message names.</summary>
    public static TheoryData<string, string, int, string[]> Cases => new()
    {
        { "not YAML", "apps: [blog\nmore: {", 0, [] },
        { "a list at the top", "apps:\n  - [blog]\n", 4, [] },
        { "an unknown key", "apps: {blog: {}}\nwatchers: [x]\n", 4, ["watchers"] },
        { "an unknown key with a near one", "apps:\n  blog:\n    databse: x\n", 5, ["databse", "database"] },
        { "a duplicate app", "apps:\n  blog: {}\n  blog: {}\n", 5, ["blog"] },
        { "a duplicate app in a list", "apps: [blog, blog]\n", 3, ["blog"] },
        { "a wrong type", "apps:\n  blog:\n    connections: many\n", 5, ["connections", "many"] },
        { "a scalar for a mapping", "apps: blog\n", 3, ["apps"] },
        { "a missing variable", "apps:\n  blog: {database: \"${NOT_THERE}\"}\n", 4, ["NOT_THERE"] },
        { "a reserved database", "apps:\n  blog: {database: postgres}\n", 4, ["postgres"] },
        { "a reserved prefix", "apps:\n  pg_blog: {}\n", 4, ["pg_blog"] },
        { "a template", "apps:\n  template1: {}\n", 4, ["template1"] },
        { "our own name", "apps:\n  carpool: {}\n", 4, ["carpool"] },
        { "64 bytes", $"apps:\n  {new string('a', 64)}: {{}}\n", 4, ["63"] },
        { "bytes, not characters", $"apps:\n  {new string('ü', 32)}: {{}}\n", 4, ["63"] },
        { "an over-long derived name", $"apps:\n  {new string('a', 60)}: {{}}\n", 4, ["63"] },
        { "derived names that collide", "apps:\n  blog:\n    roles: {owner: {}}\n", 5, ["blog_owner"] },
        { "one database for two apps", "apps:\n  blog: {}\n  news: {database: blog}\n", 5, ["blog"] },
        { "an unknown access", "apps:\n  blog:\n    roles: {app: {access: admin}}\n", 5, ["admin"] },
        { "a number out of range", "apps:\n  blog: {connections: -3}\n", 4, ["connections"] },
        { "no apps", "", 0, ["apps"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_refused_at_its_place(string name, string rest, int line, string[] words)
    {
        using var project = new TempProject(quiet.Server);
        project.Write(Head + rest);

        var error = await Refusal.OfAsync(project, quiet.Server, words);

        error.Text("code").ShouldStartWith("CP1", customMessage: name);
        error.Text("file").ShouldEndWith("carpool.yaml");
        error.At("line").GetInt32().ShouldBeGreaterThan(0);
        if (line > 0) error.At("line").GetInt32().ShouldBe(line, error.ToString());
        error.At("column").GetInt32().ShouldBeGreaterThan(0);
        (await project.RunAsync("preview")).Err.ShouldContain($"carpool.yaml:{error.At("line").GetInt32()}:{error.At("column").GetInt32()}");
    }

    [Fact]
    public async Task An_alias_bomb_ends_at_once()
    {
        var bomb = new StringBuilder(Head).Append("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++) bomb.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n");
        bomb.Append("apps: *a11\n");
        using var project = new TempProject(quiet.Server);
        project.Write(bomb.ToString());

        await Refusal.OfAsync(project, quiet.Server);
        (await project.RunAsync("preview")).Took.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_file_over_one_mebibyte_is_not_read()
    {
        using var project = new TempProject(quiet.Server);
        project.Write($"{Head}# {new string('x', 1024 * 1024)}\napps: [blog]\n");
        await Refusal.OfAsync(project, quiet.Server, "1 MiB");
    }

    [Fact]
    public async Task A_url_cluster_needs_the_name_of_its_stack()
    {
        using var project = new TempProject(quiet.Server);
        project.Write("cluster: {url: \"${CARPOOL_ADMIN_URL}\"}\napps: [blog]\n");
        await Refusal.OfAsync(project, quiet.Server, "stack");
    }

    [Fact]
    public async Task A_missing_manifest_and_a_missing_admin_url_are_named()
    {
        using var project = new TempProject();
        await Refusal.OfAsync(project, server: null, "carpool.yaml");
        project.Declare("blog: {}");
        await Refusal.OfAsync(project, server: null, "CARPOOL_ADMIN_URL");
    }

    [Fact]
    public async Task A_wrong_command_line_is_wrong_usage()
    {
        using var project = new TempProject(quiet.Server);
        project.Declare("blog: {}");
        foreach (var arguments in new[] { "preveiw", "preview --no-such-option", "up --allow", "restore", "up --parallel zero" })
        {
            (await project.RunAsync(arguments.Split(' '))).ShouldExit(64);
        }
    }
}

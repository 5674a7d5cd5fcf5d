using System.Text.RegularExpressions;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>What the guide of PlanetScale shows, from the first manifest to the last command, done on the emulator in its order.</summary>
public sealed partial class GuideTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_works_as_it_is_read()
    {
        await using var platform = await EmulatedPlatform.StartAsync(ServerMatrix.Newest, Ct);
        using var project = new TempProject();
        platform.Declare(project, "none: {}");
        project.Environment["PLANETSCALE_API_URL"] = platform.Api;
        project.Environment["PGSSLROOTCERT"] = platform.AuthorityFile;
        project.Environment["CARPOOL_ADMIN_URL"] = await platform.DefaultRoleUrlAsync(Ct);
        var manifest = "";
        var done = new List<string>();
        foreach (var (language, text) in Blocks())
        {
            if (language == "yaml")
            {
                manifest = Changed(manifest, text);
                project.Write(OnEmulator(manifest, platform));
                continue;
            }

            var lines = text.Split('\n');
            foreach (var (line, index) in lines.Select((line, index) => (line, index)).Where(pair => pair.line.StartsWith("$ carpool ", StringComparison.Ordinal)))
            {
                var words = line["$ carpool ".Length..].Split(" #")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var typed = lines.Skip(index + 1).TakeWhile(later => !later.StartsWith('$')).ToList();
                if (await RunAsync(project, words, typed)) done.Add(string.Join(' ', words));
            }
        }

        done.ShouldContain("up");
        done.ShouldContain("psql blog");
        done.Count.ShouldBeGreaterThan(9);
    }

    /// <summary>False for what the test itself stands for, or the machine lacks.</summary>
    private static async Task<bool> RunAsync(TempProject project, IReadOnlyList<string> words, IReadOnlyList<string> shown)
    {
        if (words[0] == "emulate") return false;
        if (words[0] == "psql")
        {
            Assert.SkipWhen(ServerBinaries.TryFindProgram("psql") is null, "missing: psql");
            var typed = shown.Where(line => line.StartsWith("blog=> ", StringComparison.Ordinal)).Select(line => line["blog=> ".Length..]);
            var result = await project.RunAsync(words, string.Concat(typed.Select(line => $"{line}\n")));
            foreach (var refusal in shown.Where(line => line.Contains("FATAL:", StringComparison.Ordinal))) result.Everything.ShouldContain(refusal.Split("FATAL:  ")[1]);
            return true;
        }

        // Nobody is there to be asked
        var asks = words[0] is "up" or "rotate" or "purge" or "restore" || words is ["platform", ..];
        (await project.RunAsync([.. words, .. asks ? ["--yes"] : Array.Empty<string>()])).ShouldExit(0);
        return true;
    }

    /// <summary>A whole manifest stands for itself; a piece of one replaces that piece.</summary>
    private static string Changed(string manifest, string text)
    {
        if (text.StartsWith("stack:", StringComparison.Ordinal)) return text;
        return text.StartsWith("apps:", StringComparison.Ordinal)
            ? Apps().Replace(manifest, _ => text)
            : Cluster().Replace(manifest, _ => text);
    }

    private static string OnEmulator(string manifest, EmulatedPlatform platform) => manifest
        .Replace("organization: ready-set-go", $"organization: {platform.Organization}", StringComparison.Ordinal)
        .Replace("organization: …", $"organization: {platform.Organization}", StringComparison.Ordinal)
        .Replace("database: clown-car", $"database: {platform.Database}", StringComparison.Ordinal)
        .Replace("database: …", $"database: {platform.Database}", StringComparison.Ordinal)
        .Replace("http://127.0.0.1:PORT/v1", platform.Api, StringComparison.Ordinal)
        .Replace("/path/to/ca.pem", platform.AuthorityFile, StringComparison.Ordinal);

    private static IEnumerable<(string Language, string Text)> Blocks() =>
        from Match block in Block().Matches(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "guide", "planetscale.md")))
        select (block.Groups["language"].Value, block.Groups["text"].Value);

    [GeneratedRegex(@"^```(?<language>yaml|console)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^apps:.*\z", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Apps();

    [GeneratedRegex(@"^cluster:\n(  .*\n)+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Cluster();
}

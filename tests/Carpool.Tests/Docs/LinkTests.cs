using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Docs;

/// <summary>What the pages point to is there.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => new(Repository.Pages);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Relative_links_lead_somewhere(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, page));
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        Link().Matches(Fence().Replace(text, "")).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Leads(target, folder, text))
            .ShouldBeEmpty($"dead links in {page}");
    }

    private static bool Leads(string target, string folder, string text)
    {
        var parts = target.Split('#', 2);
        var file = Path.Combine(folder, parts[0]);
        if (parts[0].Length > 0 && !File.Exists(file) && !Directory.Exists(file)) return false;
        return parts.Length == 1 || Anchors(parts[0].Length == 0 ? text : File.ReadAllText(file)).Contains(parts[1], StringComparer.Ordinal);
    }

    /// <summary>A heading's anchor as GitHub makes it: lower case, blanks to dashes, nothing else but letters and digits.</summary>
    private static IEnumerable<string> Anchors(string text) => Heading().Matches(text).Select(match =>
        NoLetter().Replace(match.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NoLetter();
}

using Carpool.Diagnostics;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Docs;

/// <summary>`carpool explain` has an answer for every code, and no answer without a question.</summary>
public sealed class DiagnosticPagesTests
{
    public static TheoryData<string, string> Codes => new(DiagnosticCodes.All.Select(code => (code.Id, code.Title)));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_page_under_its_title(string id, string title)
    {
        var page = File.ReadAllLines(Path.Combine(Folder, $"{id}.md"));
        page[0].ShouldBe($"# {id}: {title}");
        page.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(["## What it means", "## Why", "## What to do"]);
        page.Length.ShouldBeInRange(10, 30);
    }

    [Fact]
    public void No_page_is_without_a_code() =>
        Directory.EnumerateFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ShouldBe(DiagnosticCodes.All.Select(code => code.Id));

    [Fact]
    public void Codes_are_not_reused() => DiagnosticCodes.All.Select(code => code.Id).ShouldBeUnique(StringComparer.Ordinal);

    private static string Folder { get; } = Path.Combine(Repository.Root, "docs", "diagnostics");
}

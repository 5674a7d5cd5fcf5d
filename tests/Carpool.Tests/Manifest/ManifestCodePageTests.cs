using System.Reflection;
using Carpool.Diagnostics;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Manifest;

public sealed class ManifestCodePageTests
{
    public static TheoryData<string, string> Codes => new(typeof(ManifestCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(member => (DiagnosticCode)member.GetValue(null)!)
        .Select(code => (code.Id, code.Title)));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_page_under_its_title(string id, string title)
    {
        var page = File.ReadAllLines(System.IO.Path.Combine(Manifests.Root, "docs", "diagnostics", $"{id}.md"));
        page[0].ShouldBe($"# {id}: {title}");
        page.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(["## What it means", "## Why", "## What to do"]);
        page.Length.ShouldBeInRange(10, 30);
    }

    [Fact]
    public void Codes_are_not_reused() => Codes.Select(row => row.Data.Item1).ShouldBeUnique(StringComparer.Ordinal);
}

using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Carpool.Tests.House;

/// <summary>Files stay small, and names can be found.</summary>
public sealed partial class FileTests
{
    private static readonly string[] Vague = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Base", "Common", "Impl", "Info", "Misc"];

    [Theory]
    [InlineData("src", 300)]
    [InlineData("tests", 400)]
    public void No_file_is_too_long_to_be_read(string folder, int limit)
    {
        foreach (var file in Sources.In(folder, "*.cs")) Sources.Read(file).Count(character => character == '\n').ShouldBeLessThanOrEqualTo(limit, file);
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        var types = new[] { typeof(Carpool.Stacks.Stack).Assembly, typeof(Carpool.Cli.ToolVersion).Assembly, typeof(FileTests).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Carpool", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal));
        types.Where(type => Word().Matches(type.Name).Any(word => Vague.Contains(word.Value, StringComparer.Ordinal))).Select(type => type.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var promises = from folder in new[] { "src", "tests", "docs", "eng" }
                       from file in Sources.In(folder, "*.*")
                       where !file.EndsWith("/FileTests.cs", StringComparison.Ordinal)
                       from promise in Promise().Matches(Sources.Read(file))
                       select $"{file}: {promise.Value}";
        promises.ShouldBeEmpty();
    }

    [GeneratedRegex("[A-Z][a-z0-9]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(TODO|FIXME|XXX|HACK)\b|\bNotImplementedException\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Promise();
}

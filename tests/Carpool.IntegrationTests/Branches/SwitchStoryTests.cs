using Carpool.Emulator;
using Carpool.IntegrationTests.Server;
using Xunit;

namespace Carpool.IntegrationTests.Branches;

/// <summary>The story on a platform that is otherwise: each of the emulator's switches with each of its values, one at a time.</summary>
[Slow]
public sealed class SwitchStoryTests
{
    /// <summary>What is tried of a switch that takes a number; one without a row here fails the tests' discovery.</summary>
    private static readonly Dictionary<string, string[]> s_numbers = new(StringComparer.Ordinal)
    {
        ["max_connections"] = ["15", "60"],
        ["ready_after"] = ["3"],
        ["rate"] = ["120"],
        ["change_seconds"] = ["0"],
    };

    /// <summary>All of them at soak; the values that the other tests have anyhow are no row.</summary>
    public static TheoryData<string> Words => TestDepth.Current is TestDepth.Soak
        ? [.. Switches.Glossary.SelectMany(row => ValuesOf(row.Word)).Where(word => new Switches().With(word) != new Switches())]
        : ["reassign=postgres"];

    [Theory]
    [MemberData(nameof(Words))]
    public Task The_story_is_the_same(string word)
    {
        // A role of Carpool's own that may not become postgres is of no use: the default role is the way out (CP5110)
        var isByDefaultRole = word == "admin_set_role=off";
        return BranchStoryTests.TellAsync(ServerMatrix.Newest, "api", isByDefaultRole, word);
    }

    private static IEnumerable<string> ValuesOf(string word)
    {
        var (name, values) = word.Split('=') is [var left, var right] ? (left, right) : throw new InvalidOperationException(word);
        return (values.Contains('|', StringComparison.Ordinal) ? values.Split('|') : s_numbers[name]).Select(value => $"{name}={value}");
    }
}

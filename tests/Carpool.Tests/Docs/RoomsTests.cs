using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Docs;

/// <summary>ARCHITECTURE.md names the rooms of the library in order, and each uses only rooms above it.</summary>
public sealed partial class RoomsTests
{
    private static readonly string Library = Path.Combine(Repository.Root, "src", "Carpool");

    [Fact]
    public void Every_room_is_named_once() => Rooms.Order(StringComparer.Ordinal).ShouldBe(
        Directory.EnumerateDirectories(Library).Select(Path.GetFileName).OfType<string>().Where(name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal));

    [Fact]
    public void A_room_uses_only_rooms_above_it()
    {
        var wrong =
            from room in Rooms
            from file in Directory.EnumerateFiles(Path.Combine(Library, room), "*.cs", SearchOption.AllDirectories)
            from used in Using().Matches(File.ReadAllText(file)).Select(match => match.Groups["room"].Value)
            where Rooms.IndexOf(used) > Rooms.IndexOf(room)
            select $"{Path.GetRelativePath(Library, file)} uses {used}";
        wrong.ShouldBeEmpty();
    }

    private static List<string> Rooms { get; } =
        [.. Row().Matches(Section().Match(File.ReadAllText(Path.Combine(Repository.Root, "ARCHITECTURE.md"))).Value).Select(match => match.Groups["room"].Value)];

    [GeneratedRegex(@"^## The rooms$.*?(?=^## )", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| (?<room>[A-Z][A-Za-z]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Row();

    [GeneratedRegex(@"^using Carpool\.(?<room>[A-Za-z]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Using();
}

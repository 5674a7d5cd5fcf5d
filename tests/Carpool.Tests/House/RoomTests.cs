using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Carpool.Tests.House;

/// <summary>A room of the library uses only rooms to its left, and the rooms in the middle do nothing but think.</summary>
public sealed partial class RoomTests
{
    /// <summary>From left to right. A new room is put where it belongs, not where it happens to compile.</summary>
    private static readonly string[] Rooms =
    [
        "Diagnostics", "State", "Manifest", "Credentials", "Sessions", "Sql", "Catalog", "Diff", "Planning", "Registry", "Execution", "Walls", "Local", "Stacks",
    ];

    private static readonly string[] Middle = ["State", "Sql", "Diff", "Planning"];

    [Fact]
    public void Every_room_has_its_place() =>
        Files().Select(RoomOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(Rooms.Order(StringComparer.Ordinal));

    [Fact]
    public void Rooms_use_only_rooms_to_their_left()
    {
        var trespasses = from file in Files()
                         let room = RoomOf(file)
                         from used in Mention().Matches(Sources.Code(file)).Select(match => match.Groups["room"].Value).Distinct(StringComparer.Ordinal)
                         where used != room && Array.IndexOf(Rooms, used) > Array.IndexOf(Rooms, room)
                         select $"{file} uses {used}";
        trespasses.ShouldBeEmpty();
    }

    [Fact]
    public void The_middle_does_no_io_reads_no_clock_and_draws_no_lots()
    {
        var deeds = from file in Files()
                    where Middle.Contains(RoomOf(file), StringComparer.Ordinal)
                    from deed in Deed().Matches(Sources.Code(file)).Select(match => match.Value)
                    select $"{file}: {deed}";
        deeds.ShouldBeEmpty();
    }

    [Fact]
    public void A_namespace_is_the_folder_of_its_room()
    {
        foreach (var file in Files())
        {
            Sources.Read(file).ShouldContain($"namespace Carpool.{RoomOf(file)}", Case.Sensitive, file);
        }
    }

    [Fact]
    public void The_library_does_not_know_its_command_line() =>
        Files().Where(file => Sources.Code(file).Contains("Carpool.Cli", StringComparison.Ordinal) || Sources.Code(file).Contains("Console.", StringComparison.Ordinal)).ShouldBeEmpty();

    private static IEnumerable<string> Files() => Sources.In("src/Carpool", "*.cs");

    private static string RoomOf(string file) => file.Split('/')[2];

    // A using, a full name, or a room's name before a type's: all three bring a room in
    [GeneratedRegex(
        @"\bCarpool\.(?<room>[A-Z]\w+)|(?<![\w.])(?<room>Diagnostics|State|Manifest|Credentials|Sessions|Sql|Catalog|Diff|Planning|Registry|Execution|Walls|Local|Stacks)\.[A-Z]",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Mention();

    [GeneratedRegex(
        @"\busing Npgsql|\bSystem\.(IO|Net|Diagnostics\.Process)\b|\b(File|Directory|Console|Environment|Process|Random|RandomNumberGenerator|Stopwatch|TimeProvider|IStatementLog)\b(?=[.<\s])|\bDate(Time|TimeOffset)\.(Utc)?Now\b|\basync\b|\bGuid\.NewGuid\b",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Deed();
}

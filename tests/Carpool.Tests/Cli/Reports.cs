using Carpool.State;
using Carpool.Walls;

namespace Carpool.Tests.Cli;

/// <summary>Reports as a proof could leave them.</summary>
internal static class Reports
{
    /// <summary>Nothing was found.</summary>
    public static WallReport Clean { get; } = new(new ProbeCount(9, 6, 3, 0, 0), [], []);

    /// <summary>A matrix with a row for each line `login tenant cells`, whose cells are signs; `-` is no tenant.</summary>
    public static ReachMatrix Matrix(string databases, params string[] rows) => new(
        [.. databases.Split(' ').Select(name => new DatabaseName(name))],
        [.. rows.Select(row => row.Split(' ')).Select(words => new ReachRow(new RoleName(words[0]), words[1] == "-" ? null : words[1], [.. words[2].Select(Reached)]))]);

    /// <summary>As many apps, with a login each that enters its own; <paramref name="open"/> says of two numbers what else it reaches.</summary>
    public static ReachMatrix Apps(int count, Func<int, int, Reach?>? open = null) => new(
        [.. Enumerable.Range(0, count).Select(app => new DatabaseName($"app{app:000}"))],
        [.. Enumerable.Range(0, count).Select(app => new ReachRow(
            new RoleName($"app{app:000}_app"), $"app{app:000}", [.. Enumerable.Range(0, count).Select(other => open?.Invoke(app, other) ?? (app == other ? Reach.Own : Reach.Refused))]))]);

    private static Reach Reached(char sign) => sign switch
    {
        '.' => Reach.Refused,
        '~' => Reach.OverOthers,
        'X' => Reach.Enters,
        'p' => Reach.OpenByPlatform,
        'o' => Reach.Own,
        't' => Reach.Trusted,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, "no sign of a reach"),
    };
}

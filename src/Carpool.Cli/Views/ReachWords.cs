using Carpool.Walls;

namespace Carpool.Cli.Views;

/// <summary>How a login's reach into a database is written: in JSON, in a table, in words.</summary>
internal static class ReachWords
{
    /// <summary>All, in the order of legends: what is open first.</summary>
    public static IReadOnlyList<Reach> All { get; } = [Reach.Enters, Reach.OverOthers, Reach.OpenByPlatform, Reach.Own, Reach.Trusted, Reach.Refused];

    /// <summary>True of a way in that should not be there.</summary>
    public static bool IsOpen(Reach reach) => reach is Reach.Enters or Reach.OverOthers;

    public static string Name(Reach reach) => reach switch
    {
        Reach.Refused => "refused",
        Reach.OverOthers => "over_others",
        Reach.Enters => "enters",
        Reach.OpenByPlatform => "open_by_platform",
        Reach.Own => "own",
        Reach.Trusted => "trusted",
        _ => throw new InvalidOperationException($"{reach} has no name"),
    };

    /// <summary>One character, told apart without colour.</summary>
    public static char Sign(Reach reach) => reach switch
    {
        Reach.Refused => '.',
        Reach.OverOthers => '~',
        Reach.Enters => 'X',
        Reach.OpenByPlatform => 'p',
        Reach.Own => 'o',
        Reach.Trusted => 't',
        _ => throw new InvalidOperationException($"{reach} has no sign"),
    };

    public static string Meaning(Reach reach) => reach switch
    {
        Reach.Refused => "refused",
        Reach.OverOthers => "gets in over others",
        Reach.Enters => "enters, and must not",
        Reach.OpenByPlatform => "open by the platform",
        Reach.Own => "its own",
        Reach.Trusted => "enters, and may",
        _ => throw new InvalidOperationException($"{reach} has no meaning"),
    };
}

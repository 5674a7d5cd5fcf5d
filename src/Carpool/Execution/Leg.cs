using Carpool.Planning;

namespace Carpool.Execution;

/// <summary>Steps of one app that follow each other at one place: one lane carries them out in one go.</summary>
/// <param name="Rest">The legs of the app that follow.</param>
internal sealed record Leg(Place Place, IReadOnlyList<Step> Steps, Queue<Leg> Rest)
{
    /// <summary>How far its app is.</summary>
    public Stage Stage => Steps[0].Stage;

    /// <summary>An app's steps, cut where the place changes.</summary>
    public static Queue<Leg> Of(IReadOnlyList<Step> steps)
    {
        var legs = new Queue<Leg>();
        for (var begin = 0; begin < steps.Count;)
        {
            var place = PlaceOf(steps[begin].Stage);
            var leg = steps.Skip(begin).TakeWhile(step => PlaceOf(step.Stage) == place).ToList();
            legs.Enqueue(new Leg(place, leg, legs));
            begin += leg.Count;
        }

        return legs;
    }

    private static Place PlaceOf(Stage stage) => stage switch
    {
        Stage.Departures or Stage.Roles or Stage.Openings or Stage.Turns => Place.Shared,
        Stage.Databases or Stage.Purges => Place.Outside,
        Stage.Insides or Stage.Streams or Stage.Proofs => Place.Inside,
        _ => throw new InvalidOperationException($"{stage} is no stage"),
    };
}

/// <summary>Where steps are carried out.</summary>
internal enum Place
{
    /// <summary>On what all apps share, by one lane at a time: two sessions that change one row of a shared catalog fail.</summary>
    Shared,

    /// <summary>On the app's database, from the one that holds the registry.</summary>
    Outside,

    /// <summary>In the app's database.</summary>
    Inside,
}

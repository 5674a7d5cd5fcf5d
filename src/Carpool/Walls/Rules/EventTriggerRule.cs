using Carpool.Diagnostics;

namespace Carpool.Walls.Rules;

/// <summary>An event trigger runs in everybody's sessions, so its code must be that of somebody who runs the cluster.</summary>
internal static class EventTriggerRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) =>
        from inside in view.Insides.Values
        from trigger in inside.EventTriggers
        let author = !view.Tenancy.IsTrusted(trigger.FunctionOwner) ? trigger.FunctionOwner : !view.Tenancy.IsTrusted(trigger.Owner) ? trigger.Owner : null
        where trigger.IsEnabled && author is not null
        select WallCodes.EventTrigger.With(
            $"Event trigger {trigger.Name} of database {inside.Database} runs {trigger.Function} in everybody's sessions, a superuser's too, and {author} says what it does.",
            Closing.BySuperuserIn(inside.Database, $"ALTER EVENT TRIGGER {trigger.Name} DISABLE"),
            author.Value);
}

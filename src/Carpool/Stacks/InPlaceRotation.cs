using Carpool.Diff;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>The logins that `rotate --in-place` gives a new password, each under the name it has.</summary>
internal sealed class InPlaceRotation(RotationScope scope)
{
    private Dictionary<RoleName, int>? _goals;

    /// <summary>A pass after the run finds that each has the generation it was to reach.</summary>
    public Wanted Of(Reading reading)
    {
        if (scope.Problems(reading) is { Count: > 0 } problems) return Wanted.Refused(problems);
        var meant = scope.In(reading);
        _goals ??= meant.ToDictionary(found => found.Login.Name, found => Generation(found.App, found.Login) + 1);
        var due = meant.Where(found => Generation(found.App, found.Login) < _goals.GetValueOrDefault(found.Login.Name)).ToList();
        return new Wanted(
            new ClusterState { Apps = [.. due.Select(found => found.App).Distinct()] },
            [.. due.Select(found => new Change.RenewCredential(found.App, found.Login, IsRefused: false))],
            []);

        int Generation(App app, Login login) => reading.Registry.GenerationOf(app.Database, login);
    }
}

using Carpool.State;

namespace Carpool.Stacks;

/// <summary>Another login for each role that `rotate` is about. Where a run was interrupted, it goes on with the login that is there already.</summary>
internal sealed class Rotation(RotationScope scope)
{
    private Dictionary<(string App, string Role), RoleName>? _goals;

    /// <summary>A pass after the run finds that each role's new login is the one that is handed out.</summary>
    public Wanted Of(Reading reading)
    {
        if (scope.Problems(reading) is { Count: > 0 } problems) return Wanted.Refused(problems);
        var meant = scope.In(reading);
        _goals ??= meant.ToDictionary(found => (found.App.Name, found.Login.Role), found => Login.OtherName(found.Login.Name));
        var due = meant.Where(found => found.Login.Name != _goals.GetValueOrDefault((found.App.Name, found.Login.Role)))
            .GroupBy(found => found.App, found => found.Login)
            .Select(app => Replacement.Of(app.Key, [.. app], reading))
            .ToList();
        return new Wanted(
            new ClusterState { Apps = [.. due.Select(app => app.Record)] },
            [.. due.SelectMany(app => app.Changes)],
            [.. due.SelectMany(app => app.Diagnostics)]);
    }
}

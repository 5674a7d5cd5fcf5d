using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>Another login for each role that `rotate` is about. Where a run was interrupted, it goes on with the login that is there already.</summary>
internal sealed class Rotation(RotationScope scope)
{
    private Dictionary<(string App, string Role), RoleName>? _before;

    /// <summary>A pass after the run finds that each role's new login is the one that is handed out.</summary>
    public Wanted Of(Reading reading)
    {
        if (scope.Problems(reading) is { Count: > 0 } problems) return Wanted.Refused(problems);
        var (kept, meant) = (new List<Diagnostic>(), new List<(App App, Login Login)>());
        foreach (var found in scope.In(reading))
        {
            if (found.Login.Access is Access.Sync) kept.Add(InPlaceOnly(found.App, found.Login, isNamed: scope.Names(found.App, found.Login.Role)));
            else meant.Add(found);
        }

        _before ??= meant.ToDictionary(found => (found.App.Name, found.Login.Role), found => found.Login.Name);
        var due = meant.Where(found => found.Login.Name == _before.GetValueOrDefault((found.App.Name, found.Login.Role)))
            .GroupBy(found => found.App, found => found.Login)
            .Select(app => Replacement.Of(app.Key, [.. app], reading))
            .ToList();
        return new Wanted(
            new ClusterState { Apps = [.. due.Select(app => app.Record)] },
            [.. due.SelectMany(app => app.Changes)],
            [.. due.SelectMany(app => app.Diagnostics), .. kept]);
    }

    /// <summary>A publication is one login's, and a slot one reader's: two logins of a sync engine could not both work.</summary>
    private static Diagnostic InPlaceOnly(App app, Login login, bool isNamed) => CatalogCodes.LoginNotReplaceable.With(
        $"Login {login.Name} of app {app.Name} is a sync engine's, which publishes and reads as that very login: it {(isNamed ? "cannot have another beside it" : "keeps its password")}.",
        $"Give it another password under its name, `carpool rotate {app.Name}/{login.Role} --in-place`, and start the engine again with that.",
        app.Name) with
    { Severity = isNamed ? Severity.Error : Severity.Warning };
}

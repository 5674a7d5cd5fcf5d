using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Planning;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>The end of logins that were replaced.</summary>
internal sealed class Retirement(RotationScope scope)
{
    /// <summary>A pass after the run finds none left.</summary>
    public Wanted Of(Reading reading)
    {
        if (scope.Problems(reading) is { Count: > 0 } problems) return Wanted.Refused(problems);
        var due = reading.Registry.Apps.Where(app => app.Standing is AppStanding.Live && scope.Touches(app))
            .Select(app => new OfApp(app, login => scope.IsMeant(app, login.Role), reading))
            .Where(app => app.Changes.Count > 0)
            .ToList();
        return new Wanted(new ClusterState { Apps = [.. due.Select(app => app.Record)] }, [.. due.SelectMany(app => app.Changes)], [.. due.SelectMany(app => app.Diagnostics)]);
    }

    /// <summary>The logins that are to be retired of one app.</summary>
    public sealed class OfApp
    {
        public OfApp(App app, Func<Login, bool> isMeant, Reading reading)
        {
            (Record, Policies) = (app, [.. reading.Actual.Policies.Where(policy => policy.Database == app.Database)]);
            var (changes, diagnostics) = (new List<Change>(), new List<Diagnostic>());
            foreach (var login in app.Logins.Where(login => login.Standing is LoginStanding.Retiring && isMeant(login)))
            {
                Record = Record with { Logins = [.. Record.Logins.Where(other => other != login)] };

                // One that somebody dropped already is only to be forgotten, with whatever else is written of the app
                if (reading.Surroundings.Roles.All(listing => listing.Role.Name != login.Name)) continue;
                var successor = app.CurrentLogins.First(current => current.Role == login.Role);
                (var policies, Policies) = Policies.Renamed(policy => policy.Roles.Contains(login.Name), policy => policy.Without(login.Name).With(successor.Name));
                var drop = new Change.DropLogin(app.Name, login, app.Database, Record)
                {
                    Successor = successor,
                    Policies = policies,
                    ForeignServers = [.. reading.Actual.ForeignServerUsers.Where(user => user.Database == app.Database && user.Role == login.Name && user.IsMapped)],
                };
                changes.Add(drop);
                diagnostics.AddRange(Replacement.OutOfReach(app, login, drop.Policies, drop.ForeignServers, reading));
                diagnostics.AddRange(reading.Surroundings.Sessions.Where(session => session.Role == login.Name && session.Database == app.Database).Select(session => CatalogCodes.RetirementEndsSessions.With(
                    $"Login {login.Name} of app {app.Name} has {Counted.Of(session.Count, "session")}: retiring it ends {(session.Count == 1 ? "it" : "them")}.", subject: app.Name)));
            }

            (Changes, Diagnostics) = (changes, diagnostics);
        }

        /// <summary>The app without them.</summary>
        public App Record { get; }

        /// <summary>The policies of its database, as they are then.</summary>
        public IReadOnlyList<Policy> Policies { get; }

        public IReadOnlyList<Change> Changes { get; }

        public IReadOnlyList<Diagnostic> Diagnostics { get; }
    }
}

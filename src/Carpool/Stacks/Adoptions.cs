using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Manifest;
using Carpool.Registry;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>The changes that `adopt` asks for.</summary>
/// <param name="named">The apps; empty is all.</param>
/// <param name="givesUpKey">The stack's key is said to be lost.</param>
internal sealed class Adoptions(StackManifest manifest, IReadOnlySet<string> named, bool givesUpKey)
{
    private bool _isBegun;

    /// <summary>A pass after the run finds everything on record.</summary>
    public Wanted Of(Reading reading)
    {
        var isFirst = !_isBegun;
        _isBegun = true;
        if (isFirst && givesUpKey && !reading.Registry.IsKeyLost)
        {
            return Wanted.Refused(ExecutionCodes.KeyNotLost.With(
                $"The key at hand is the one of stack {manifest.Stack}: a new one would throw away every password that it opens.", "Leave --new-key out."));
        }

        var adoption = new Adoption(reading.Registry.Apps, reading.Desired.Apps, reading.Surroundings, reading.Server, reading.ByApi);
        var reach = new AdoptionReach(reading.Actual, reading.Desired, reading.Surroundings, reading.Server);
        var listed = reading.Desired.Apps.Where(app => IsNamed(app.Name)).ToList();
        var spoilt = reading.Registry.Spoilt.Select(spoilt => spoilt.Row).Where(row => IsMeant(row, reading.Desired.Apps)).ToList();
        var asleep = adoption.Asleep().Where(adopt => IsNamed(adopt.To.Name)).ToList();
        var awake = listed.Select(app => (App: app, Adopt: adoption.Of(app))).ToList();
        var misfits = awake.Where(candidate => candidate.Adopt is not null || IsPresent(candidate.App, reading)).SelectMany(candidate => (IEnumerable<Diagnostic>)[.. adoption.Misfits(candidate.App), .. reach.Of(candidate.App)]).ToList();
        Change[] changes =
        [
            .. reading.Registry.IsKeyLost ? [new Change.ForgetStack(manifest.Stack)] : Array.Empty<Change>(),
            .. spoilt.Select(row => new Change.ForgetRow(row)),
            // First what was renamed: its old record may stand under the name that a live one has
            .. asleep,
            .. awake.Select(candidate => candidate.Adopt).OfType<Change.Adopt>().Where(adopt => misfits.TrueForAll(misfit => misfit.Subject != adopt.App)),
        ];
        var unknown = isFirst ? named.Where(name => !IsKnown(name)).Select(name => NothingOf(name, listed)) : [];
        return new Wanted(new ClusterState(), changes, [.. misfits, .. unknown, .. changes.OfType<Change.Adopt>().SelectMany(adopt => WithoutPassword(adopt, reading.Registry)), .. adoption.Nameless().Where(warning => named.Count == 0 || named.Contains(warning.Subject!))]);

        bool IsKnown(string name) =>
            changes.Any(change => change.App == name) || misfits.Exists(misfit => misfit.Subject == name) || reading.Registry.Apps.Any(app => app.Name == name);
    }

    private bool IsNamed(string app) => named.Count == 0 || named.Contains(app);

    /// <summary>A row says whose it is by its app, its database or its login; one that says nothing goes with all.</summary>
    private bool IsMeant(SpoiltRow row, IReadOnlyList<App> listed) =>
        named.Count == 0 || (row.App is not null && named.Contains(row.App))
        || listed.Any(app => named.Contains(app.Name) && (row.IsLogin ? app.Logins.Any(login => login.Name.Value == row.Key) : app.Database.Value == row.Key));

    private static bool IsPresent(App app, Reading reading) =>
        reading.Registry.Apps.All(known => known.Name != app.Name) && reading.Surroundings.Databases.Any(listing => listing.Name == app.Database);

    /// <summary>A record that could be believed keeps its passwords; of any other login none is known.</summary>
    private static IEnumerable<Diagnostic> WithoutPassword(Change.Adopt adopt, StackRegistry registry) => adopt.To.CurrentLogins
        .Where(login => adopt.To.Standing is AppStanding.Live && !registry.HasPassword(adopt.From?.Database ?? adopt.To.Database, login))
        .Select(login => StackRegistry.NoPassword(adopt.To.Name, login) with { Severity = Severity.Warning });

    private static Diagnostic NothingOf(string app, List<App> listed) => CatalogCodes.NoSuchApp.With(
        listed.Find(candidate => candidate.Name == app) is { } known
            ? $"There is nothing of app {app} to adopt: neither database {known.Database} nor role {known.Owner} exists."
            : $"There is nothing of app {app} to adopt: it is not in the manifest, and no quarantined database is its own.",
        listed.Exists(candidate => candidate.Name == app) ? "Run `carpool up`, which makes it." : "Name an app of the manifest, or one that was quarantined.",
        app);
}

using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.State;

namespace Carpool.Doctor;

/// <summary>All that the checks look at: facts of the cluster, and what the manifest asks of it. Every check is a function of it.</summary>
/// <param name="Shared">Databases that every app shares.</param>
/// <param name="Unfit">What keeps the cluster from being changed at all.</param>
internal sealed record DoctorView(
    StackManifest Manifest, Server Server, Surroundings Surroundings, Capacity Capacity, IReadOnlySet<DatabaseName> Shared, IReadOnlyList<Diagnostic> Unfit)
{
    private ConnectionBudget? _budget;

    /// <summary>How many server connections the pooler opens for each pair of login and database; null where that is not known, or there is none.</summary>
    public int? PoolSize { get; init; }

    /// <summary>What the platform's list of parameters says, by namespace and name, such as pgconf.max_connections; null where there is no platform, or nobody may ask it.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>A standby of the cluster; null where nobody said where one is.</summary>
    public Standby? Standby { get; init; }

    /// <summary>What keeps the manifest's sync engines from following their apps, and what is worth knowing of them.</summary>
    public IReadOnlyList<Diagnostic> Sync { get; init; } = [];

    /// <summary>Tables and partitions that the next `up` has to make ready for a sync engine.</summary>
    public IReadOnlyList<(string App, ObjectName Table)> ToFollow { get; init; } = [];

    /// <summary>Who takes the connections.</summary>
    public ConnectionBudget Budget => _budget ??= ConnectionBudget.Of(this);

    /// <summary>Sessions in a database, but for the admin's.</summary>
    public int SessionsIn(DatabaseName database) =>
        Surroundings.Sessions.Where(session => session.Database == database && session.Role != Server.Admin.Name).Sum(session => session.Count);

    /// <summary>The sync engines of the manifest, with their apps.</summary>
    public IEnumerable<(AppManifest App, RoleManifest Role)> Engines => Manifest.Apps.SelectMany(app => app.Roles.Where(role => role.Sync is not null).Select(role => (app, role)));

    /// <summary>How many of their slots are still to come; an engine that makes its own may call them anything.</summary>
    /// <param name="isCounted">Of the slots that are there, those that count.</param>
    public int SlotsToCome(Func<Slot, bool> isCounted) => Engines.GroupBy(engine => engine.App.Database)
        .Sum(engines => Math.Max(0, engines.Count() - Surroundings.Slots.Count(slot => slot.Database == engines.Key && isCounted(slot))));

    /// <summary>How a setting that takes a restart is raised here, as the middle of a sentence.</summary>
    public string Raising(string setting, int least) => Manifest.Cluster is ClusterManifest.PlanetScale
        ? $"run `carpool platform set {setting}={least}`"
        : $"set {setting} to at least {least} and restart the server";
}

using Carpool.State;

namespace Carpool.Walls.Trials;

/// <summary>What the acts of each app's logins aim at, from what was read of the cluster.</summary>
/// <param name="schemas">Of every app's database, what the manifest asks for.</param>
/// <param name="decoys">Sessions of ours that sit idle, and whose they are.</param>
internal sealed class Grounds(Server server, Surroundings surroundings, IReadOnlyList<App> apps, ProbeCircle circle, ILookup<DatabaseName, SchemaName> schemas, IReadOnlyList<Decoy> decoys)
{
    /// <summary>By the version that brought them. What merely uses the server's time, such as a checkpoint, is left to the analysis.</summary>
    private static readonly (int Since, string Name)[] BuiltIn =
    [
        (14, "pg_execute_server_program"), (14, "pg_monitor"), (14, "pg_read_all_data"), (14, "pg_read_all_settings"), (14, "pg_read_all_stats"), (14, "pg_read_server_files"),
        (14, "pg_signal_backend"), (14, "pg_write_all_data"), (14, "pg_write_server_files"), (16, "pg_create_subscription"),
    ];

    private readonly Dictionary<DatabaseName, App> _apps = apps.GroupBy(app => app.Database).ToDictionary(group => group.Key, group => group.First());

    /// <summary>What a probe's login aims at.</summary>
    public ActGround Of(Probe probe)
    {
        var own = probe.App.RoleNames.Append(server.Admin.Name).ToHashSet();
        return new(
            probe.App,
            probe.Login,
            server.Admin.Name,
            [.. circle.NeighboursOf(probe.App.Database).SelectMany(RolesOf).Distinct().Where(role => !own.Contains(role))],
            [.. schemas[probe.App.Database].Append(SchemaName.Public).Distinct().Where(schema => server.MayTakeOverPublicSchema || schema != SchemaName.Public)],
            TakesChanges: server is { IsStandby: false, IsReadOnly: false })
        {
            BuiltInRoles = [.. BuiltIn.Where(role => role.Since <= server.Major).Select(role => new RoleName(role.Name))],
            Decoy = decoys.FirstOrDefault(decoy => !probe.App.RoleNames.Contains(decoy.Role))?.Process,
        };
    }

    private IEnumerable<RoleName> RolesOf(DatabaseName database) => _apps.TryGetValue(database, out var app)
        ? [app.Owner, .. app.Logins.Take(1).Select(login => login.Name)]
        : surroundings.Databases.Where(listing => listing.Name == database).Select(listing => listing.Owner);
}

/// <summary>A session that sits idle, at which a signal does no harm.</summary>
/// <param name="Process">The server's process.</param>
internal sealed record Decoy(RoleName Role, int Process);

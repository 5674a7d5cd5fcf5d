using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning.Declared;

/// <summary>What keeps the sync engines of the manifest from working on this server: found before anything is changed.</summary>
internal static class SyncConflicts
{
    public static IReadOnlyList<Diagnostic> Find(
        ClusterState actual, ClusterState desired, Surroundings surroundings, Server server, IReadOnlyList<InsideCatalog> insides, StackManifest manifest)
    {
        var publications = insides.SelectMany(inside => inside.Sync?.Publications ?? []).ToList();
        var found =
            from app in manifest.Apps
            where desired.Apps.Any(wanted => wanted.Name == app.Name)
            from role in app.Roles.Where(role => role.Sync is not null).DistinctBy(role => role.Name, StringComparer.Ordinal)
            let tables = new FollowedTables(
                app,
                role.Sync!,
                server,
                actual.SyncTables.Where(table => table.Database == app.Database).ToList(),
                actual.OwnersOutOfReach.Where(stranger => stranger.Database == app.Database).Select(stranger => stranger.Owner).ToHashSet(),
                server.MayGiveRowSecurityBypass || actual.Roles.Any(held => held.Name == role.Login && held.Attributes.HasFlag(RoleAttributes.BypassRowSecurity)))
            from problem in (IEnumerable<Diagnostic>)
            [
                .. manifest.Cluster.MakesLoginsByApi ? [MadeByApi(app, role)] : OfLogin(app, desired, surroundings, server),
                .. OfServer(app, role.Sync!, surroundings, server),
                .. OfSlot(app, role.Sync!, surroundings, server, publications),
                .. OfPublication(app, role.Sync!, publications),
                .. tables.Problems(),
                .. role.Sync!.Preset.IsProved ? Array.Empty<Diagnostic>() : [Unproved(app, role.Sync)],
            ]
            select problem.Location is null ? problem with { Location = role.Sync!.Location } : problem;
        return [.. found.Distinct()];
    }

    private static IEnumerable<Diagnostic> OfLogin(AppManifest app, ClusterState desired, Surroundings surroundings, Server server)
    {
        if (server.MayGiveReplication) yield break;
        var lacking = desired.Roles.Where(role => role.Attributes.HasFlag(RoleAttributes.Replication) && desired.Apps.Any(wanted => wanted.Name == app.Name && wanted.RoleNames.Contains(role.Name)))
            .Where(role => !surroundings.Roles.Any(listing => listing.Role.Name == role.Name && listing.Role.Attributes.HasFlag(RoleAttributes.Replication)));
        foreach (var role in lacking)
        {
            yield return SyncCodes.ReplicationForbidden.With(
                $"Login {role.Name} of app {app.Name} needs REPLICATION, which the admin {server.Admin.Name} may not give{(server.HasMembershipOptions ? ": it has none itself" : " on Postgres 14 and 15")}.",
                server.HasMembershipOptions
                    ? $"As a superuser: ALTER ROLE {server.Admin.Name} REPLICATION"
                    : "Give Carpool a superuser as its admin, upgrade to 16, or take the sync engine out of the manifest.",
                app.Name);
        }
    }

    private static Diagnostic MadeByApi(AppManifest app, RoleManifest role) => SyncCodes.ReplicationForbidden.With(
        $"The platform's API makes the logins of app {app.Name}, and Carpool does not ask it for one with REPLICATION, which the sync engine {role.Name} needs.", "Write `logins: sql` under cluster.planetscale, or take the sync engine out of the manifest.", app.Name);

    private static IEnumerable<Diagnostic> OfServer(AppManifest app, SyncManifest sync, Surroundings surroundings, Server server)
    {
        if (server.Major < sync.Preset.LeastVersion)
        {
            yield return SyncCodes.ServerTooOld.With(
                $"{sync.Preset.Title} takes Postgres {sync.Preset.LeastVersion} or newer, and app {app.Name} lives on {server.Version}.", "Upgrade the server, or take the sync engine out of the manifest.", app.Name);
        }

        if (surroundings.Replication is not { } limits) yield break;
        if (limits.WalLevel != "logical")
        {
            yield return SyncCodes.ServerDoesNotReplicate.With(
                $"The server's wal_level is {limits.WalLevel}: no change of app {app.Name} can be followed.", "Set wal_level = logical in the server's configuration, or as a parameter of the platform, and restart the server.", app.Name);
        }

        var isMade = sync.Slot is { } slot && surroundings.Slots.Any(held => held.Name == slot.Value);
        if (!isMade && surroundings.Slots.Count >= limits.Slots)
        {
            yield return SyncCodes.ServerDoesNotReplicate.With(
                $"All {limits.Slots} replication slots of the server are in use, and app {app.Name} needs one more.", "Drop a slot that nobody reads, or raise max_replication_slots and restart the server.", app.Name);
        }

        if (limits.WalSenders == 0 || (!isMade && limits.SendersInUse >= limits.WalSenders))
        {
            yield return SyncCodes.ServerDoesNotReplicate.With(
                $"All {limits.WalSenders} walsenders of the server are in use, and {sync.Preset.Title} of app {app.Name} needs one.", "Raise max_wal_senders and restart the server.", app.Name);
        }

        if (limits.KeepsWithoutEnd && !isMade)
        {
            yield return SyncCodes.LogWithoutEnd.With(
                $"The server keeps its log for a slot without end (max_slot_wal_keep_size = -1): if {sync.Preset.Title} of app {app.Name} stops reading, the disk of every app fills up.",
                "Set max_slot_wal_keep_size to what the disk can spare; it takes no restart.",
                app.Name);
        }
    }

    private static IEnumerable<Diagnostic> OfSlot(AppManifest app, SyncManifest sync, Surroundings surroundings, Server server, List<PublicationListing> publications)
    {
        if (sync.Slot is not { } name) yield break;
        if (surroundings.Slots.FirstOrDefault(slot => slot.Name == name.Value) is not { } held)
        {
            if (server.HasFailoverSlots is false && sync.HasFailover == true) yield return SyncCodes.NoFailover.With($"Slot {name} of app {app.Name} cannot outlive a failover: Postgres {server.Major} keeps none on standbys.", "Upgrade to 17, or remove `failover`.", app.Name);
            if (publications.Exists(listing => listing.Publication.Database == app.Database && listing.Publication.Name == sync.Publication))
            {
                yield return SyncCodes.SlotMadeAnew.With(
                    $"Publication {sync.Publication} of app {app.Name} is there and slot {name} is not: a reader that remembers the slot before would miss what happened in between.",
                    $"Clear what {sync.Preset.Title} has stored before it starts again, so that it reads everything anew.",
                    app.Name);
            }
        }
        else if (held.Database != app.Database || held.Plugin != "pgoutput")
        {
            yield return SyncCodes.SlotTaken.With(
                $"Replication slot {name}, which app {app.Name} would need, is there for {(held.Database is null ? "a standby" : held.Database != app.Database ? $"database {held.Database}" : $"plugin {held.Plugin}")}: a slot's name is one in the whole cluster.",
                $"Give the sync engine {sync.Name} another `stream_id`.",
                app.Name);
        }
        else if (held.IsLost)
        {
            yield return SyncCodes.SlotLost.With(
                $"The server gave up replication slot {name} of app {app.Name}: what {sync.Preset.Title} had not read yet is gone.",
                $"Stop {sync.Preset.Title}, clear what it has stored, drop the slot with {SlotSql.Drop(name)}, and run `carpool up`.",
                app.Name);
        }
        else if (server.HasFailoverSlots && sync.HasFailover != false && !held.HasFailover)
        {
            yield return SyncCodes.NoFailover.With(
                $"Replication slot {name} of app {app.Name} would not outlive a failover: somebody, {sync.Preset.Title} itself perhaps, made it without.",
                $"Stop {sync.Preset.Title} and run psql \"… dbname={app.Database} replication=database\" -c '{SlotSql.SetFailover(name)}' as its login.",
                app.Name);
        }
    }

    private static IEnumerable<Diagnostic> OfPublication(AppManifest app, SyncManifest sync, List<PublicationListing> publications)
    {
        if (publications.Find(listing => listing.Publication.Database == app.Database && listing.Publication.Name == sync.Publication) is not { HasAllTables: true }) yield break;
        yield return SyncCodes.PublicationTaken.With(
            $"Publication {sync.Publication} of database {app.Database} is one of all tables, or of all of a schema: no table can be added to it by name.",
            $"Drop it once nobody reads it, or give the sync engine {sync.Name} another `stream_id`.",
            app.Name);
    }

    private static Diagnostic Unproved(AppManifest app, SyncManifest sync) => SyncCodes.PresetUnproved.With(
        $"What {sync.Preset.Title} of app {app.Name} needs is written down from its documentation, and no test of Carpool does what it does.", subject: app.Name);
}

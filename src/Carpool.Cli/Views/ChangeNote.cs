using System.Globalization;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Cli.Views;

/// <summary>What a person wants to know of a change beyond its object: how a removal goes, what differs.</summary>
internal static class ChangeNote
{
    public static string? Of(Change change) => change switch
    {
        Change.Quarantine quarantine => $"quarantined as {quarantine.To.Database} with {Roles(quarantine.From)}; nothing is deleted",
        Change.Restore restore => $"back from quarantine, with {Roles(restore.From)}",
        Change.Purge purge => purge.DatabaseExists ? $"dropped for good, with {Roles(purge.Gone)}" : $"was never finished; {Roles(purge.Gone)} dropped",
        Change.Adopt { To.Standing: AppStanding.Quarantined } adopt => $"in quarantine as {adopt.To.Database} with {Roles(adopt.To)}, on record again; nothing else changes",
        Change.Adopt adopt => $"on record as it is, with {Roles(adopt.To)}; nothing else changes",
        Change.ForgetRow => "cannot be believed, and is forgotten",
        Change.ForgetStack => "all that is on record of it is forgotten, its passwords too: it begins with a new key",
        Change.ChangeKey => "every password and every row on record is sealed anew",
        Change.RenewCredential { IsRefused: true } => "the password on record does not get in; a new one will",
        Change.RenewCredential => "a new password; sessions stay, and whoever connects with the old one is refused",
        Change.Forget => "stays as it is, managed no more",
        Change.UpdateApp update => Differences(
            ("access", Accesses(update.From), Accesses(update.To)),
            ("on_remove", Word(update.From.OnRemove), Word(update.To.OnRemove)), ("protect", Word(update.From.IsProtected), Word(update.To.IsProtected))),
        Change.AlterRole role => Differences(
            ("connections", Limit(role.From.ConnectionLimit), Limit(role.To.ConnectionLimit)),
            ("login", Word(role.From.CanLogin), Word(role.To.CanLogin)),
            ("inherit", Word(role.From.Inherits), Word(role.To.Inherits)),
            ("attributes", Word(role.From.Attributes), Word(role.To.Attributes))),
        Change.AlterDatabase database => Differences(
            ("owner", database.From.Owner.Value, database.To.Owner.Value),
            ("connections", Limit(database.From.ConnectionLimit), Limit(database.To.ConnectionLimit)),
            ("open", Word(database.From.AllowsConnections), Word(database.To.AllowsConnections))),
        Change.ChangeOwner owner => Differences(("owner", owner.From.Value, owner.To.Value)),
        Change.RevokeOnObjects { OnlyGrantOption: true } => "may not be passed on any more",
        Change.AlterSchema schema => Differences(("owner", schema.From.Owner.Value, schema.To.Owner.Value)),
        Change.ChangeSetting { From: { } from, To: { } to } => $"{Differences(("value", from.Value, to.Value))}, in new sessions",
        Change.ChangeSetting setting => setting.To.Value,
        Change.ResetSetting reset => $"was {reset.Setting.Value}, in new sessions no more",
        Change.RevokeOnDatabase { OnlyGrantOption: true } => "may not be passed on any more",
        Change.IssueCredential => "a password of its own",
        Change.AddLogin add => $"beside {add.Like.Name}, and like it",
        Change.TurnToLogin turn => $"handed out from now on; {turn.From.Name} works until it is retired",
        Change.DropLogin { Successor: { } successor } => $"retired: {successor.Name} has its place",
        Change.CreatePublication => "empty at first",
        Change.AlterPublication publication => Differences(
            ("owner", publication.From.Owner.Value, publication.To.Owner.Value),
            ("generated columns", Word(publication.From.HasGenerated), Word(publication.To.HasGenerated)),
            ("through root", Word(publication.From.ThroughRoot), Word(publication.To.ThroughRoot)),
            ("all operations", Word(publication.From.HasAllOperations), Word(publication.To.HasAllOperations))),
        Change.DropPublication { Restored.Count: var count and > 0 } => $"and {(count == 1 ? "1 table tells" : string.Create(CultureInfo.InvariantCulture, $"{count} tables tell"))} of old rows what it did before",
        Change.ChangeReplicaIdentity identity => $"{Word(identity.From)} -> {Word(identity.To)}: changes will tell the whole old row",
        Change.CreateSlot { Slot.HasFailover: true } => "with failover; the server keeps its log for it from now on",
        Change.CreateSlot => "the server keeps its log for it from now on",
        Change.DropSlot => "its reader cannot go on from where it was",
        Change.DropPublication or Change.PublishTable or Change.UnpublishTable => null,
        Change.EndSessions => "may not connect there any more",
        Change.CreateRole or Change.DropLogin or Change.DropGroup or Change.GrantMembership or Change.RevokeMembership or Change.CreateDatabase
            or Change.GrantOnDatabase or Change.RevokeOnDatabase or Change.CreateSchema or Change.CreateExtension or Change.GrantOnSchema
            or Change.RevokeOnSchema or Change.GrantOnObjects or Change.RevokeOnObjects or Change.RevokeOnColumn or Change.ChangeDefaultPrivileges => null,
    };

    private static string Roles(App app) => app.RoleNames.Count() is var count && count == 1 ? "1 role" : string.Create(CultureInfo.InvariantCulture, $"{count} roles");

    private static string Accesses(App app) => string.Join(" ", app.CurrentLogins.Select(login => $"{login.Role}={login.Access.Word}"));

    private static string? Differences(params ReadOnlySpan<(string Of, string From, string To)> facts)
    {
        var told = new List<string>();
        foreach (var (of, from, to) in facts)
        {
            if (from != to) told.Add($"{of} {from} -> {to}");
        }

        return told.Count == 0 ? null : string.Join(", ", told);
    }

    private static string Limit(int? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";

    private static string Word<T>(T value)
        where T : notnull => $"{value}".ToLowerInvariant();
}

using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning.Declared;

/// <summary>
/// The tables that a sync engine follows, and what would go wrong with one: for the engine, which would miss something, and above all for the
/// app, whose UPDATE and DELETE the server refuses where it cannot tell what it is told to.
/// </summary>
/// <param name="strangers">Owners of things in the app's database whom the admin can neither be nor act for.</param>
/// <param name="seesAll">The engine's login has BYPASSRLS, or the admin may give it.</param>
internal sealed class FollowedTables(AppManifest app, SyncManifest sync, Server server, IReadOnlyList<SyncTable> tables, IReadOnlySet<RoleName> strangers, bool seesAll)
{
    private readonly SyncScope _scope = DesiredSync.ScopeOf(app, sync);

    public IEnumerable<Diagnostic> Problems() =>
        [.. (sync.Tables ?? []).Where(key => tables.All(table => table.Key != key)).Select(Missing), .. tables.Where(_scope.Covers).SelectMany(Problems), .. Hidden()];

    private IEnumerable<Diagnostic> Problems(SyncTable table)
    {
        if (table.Kind is SyncTableKind.Other)
        {
            yield return SyncCodes.NotFollowable.With($"{table.Name} of app {app.Name} is a view or a foreign table: no change of it is ever logged.", $"Take {table.Key} out of `tables`, and name the tables behind it.", app.Name);
            yield break;
        }

        if (table.IsUnlogged)
        {
            yield return SyncCodes.NotFollowable.With($"Table {table.Name} of app {app.Name} is unlogged: no change of it is ever told.", $"{Leave(table)}, or make it one with ALTER TABLE {table.Name} SET LOGGED.", app.Name);
        }

        if (Breaks(table) is { } why)
        {
            yield return SyncCodes.WritesWouldFail.With($"Every UPDATE and DELETE on table {table.Name} of app {app.Name} would fail: {why.Reason}.", $"{Leave(table)}, or {why.Remedy}.", app.Name);
        }

        if (table.Publications.FirstOrDefault(publication => publication.Name == sync.Publication && (publication.HasFilter || (publication.HasColumns && !_scope.IsFull))) is { } part)
        {
            yield return SyncCodes.PartlyPublished.With(
                $"Publication {part.Name} of app {app.Name} has only some {(part.HasFilter ? "rows" : "columns")} of table {table.Name}: {sync.Preset.Title} would miss changes, and not know.",
                $"Take the table out, ALTER PUBLICATION {part.Name} DROP TABLE {table.Name}, and run `carpool up`.",
                app.Name);
        }

        if (strangers.Contains(table.Owner))
        {
            yield return SyncCodes.NotTheApps.With(
                $"Table {table.Name} of app {app.Name} belongs to {table.Owner}, for whom the admin {server.Admin.Name} may not act: nobody here can publish it, or let the engine read it.",
                $"{Leave(table)}, or have {table.Owner} run ALTER TABLE {table.Name} OWNER TO {app.Owner}.",
                app.Name);
        }
    }

    /// <summary>Without BYPASSRLS an engine would read some rows at first and be told of all, and nobody would see it; with it, that it has it is said.</summary>
    private IEnumerable<Diagnostic> Hidden()
    {
        var secured = tables.Where(_scope.IsBlindTo).ToList();
        if (secured.Count == 0) yield break;
        if (seesAll)
        {
            yield return SyncCodes.PastRowSecurity.With(
                $"Login {_scope.Login} of app {app.Name} has BYPASSRLS, or gets it, as long as it follows tables with row security: {string.Join(", ", secured.Select(table => table.Name))}. {sync.Preset.Title} reads all of their rows, and its own rules alone say who gets which.",
                subject: app.Name);
            yield break;
        }

        foreach (var table in secured)
        {
            yield return SyncCodes.HiddenRows.With(
                $"Table {table.Name} of app {app.Name} has row security, and the admin {server.Admin.Name} may not give BYPASSRLS: {sync.Preset.Title} would read only what the policies show it, and be told of changes to all rows.",
                server.HasMembershipOptions
                    ? $"As a superuser: {RoleSql.Permit(server.Admin.Name, Keyword.BypassRowSecurity)}; or {Otherwise(table)}"
                    : $"As a superuser, once {_scope.Login} is there: {RoleSql.Permit(_scope.Login, Keyword.BypassRowSecurity)}; or {Otherwise(table)}",
                app.Name);
        }

        string Otherwise(SyncTable table) => _scope.ReadsAsOwner ? $"take FORCE ROW LEVEL SECURITY from {table.Name}." : "choose mode owner-group, which policies do not bind.";
    }

    /// <summary>Why the app could not change the table any more, and what helps.</summary>
    private (string Reason, string Remedy)? Breaks(SyncTable table)
    {
        if (_scope.IsFull && server.PublishesGeneratedColumns && table.HasVirtualColumns)
        {
            return ("the whole old row is to be told, and a virtual generated column is never published", "make its virtual columns STORED");
        }

        if (_scope.IsFull && server.PublishesGeneratedColumns && table.HasStoredColumns && table.Publications.FirstOrDefault(other => other.Name != sync.Publication && !other.HasGenerated) is { } without)
        {
            return ($"the whole old row is to be told, and publication {without.Name} leaves its generated columns out", $"run ALTER PUBLICATION {without.Name} SET (publish_generated_columns = stored)");
        }

        if (_scope.IsFull && table.Publications.FirstOrDefault(other => other.HasColumns) is { } partly)
        {
            return ($"the whole old row is to be told, and publication {partly.Name} has only some of its columns", $"publish all of them in {partly.Name}");
        }

        return !_scope.IsFull && (table.Identity is ReplicaIdentity.Nothing || (table.Identity is ReplicaIdentity.Default && !table.HasPrimaryKey))
            ? ("it would be published, and nothing tells one row from another", $"give it a primary key, or run ALTER TABLE {table.Name} REPLICA IDENTITY FULL")
            : null;
    }

    private string Leave(SyncTable table) => sync.Tables is null ? $"List the others under `tables` of {sync.Name}" : $"Take {table.Root} out of `tables`";

    private Diagnostic Missing(string key) => SyncCodes.TableMissing.With(
        $"There is no table {key} in database {app.Database} yet, which {sync.Preset.Title} is to follow.", "Run `carpool up` again once the app's migrations have made it.", app.Name);
}

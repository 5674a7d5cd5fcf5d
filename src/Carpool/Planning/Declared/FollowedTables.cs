using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.State;

namespace Carpool.Planning.Declared;

/// <summary>
/// The tables that a sync engine follows, and what would go wrong with one: for the engine, which would miss something, and above all for the
/// app, whose UPDATE and DELETE the server refuses where it cannot tell what it is told to.
/// </summary>
internal sealed class FollowedTables(AppManifest app, SyncManifest sync, Server server, IReadOnlyList<SyncTable> tables)
{
    private readonly SyncScope _scope = DesiredSync.ScopeOf(app, sync);

    public IEnumerable<Diagnostic> Problems() =>
        [.. (sync.Tables ?? []).Where(key => tables.All(table => table.Key != key)).Select(Missing), .. tables.Where(_scope.Covers).SelectMany(Problems)];

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

        if (table.HasRowSecurity && (!_scope.ReadsAsOwner || table.ForcesRowSecurity))
        {
            yield return SyncCodes.HiddenRows.With(
                $"Table {table.Name} of app {app.Name} has row security: {sync.Preset.Title} would read only what the policies show it, and be told of changes to all rows.",
                _scope.ReadsAsOwner ? $"{Leave(table)}, or take FORCE ROW LEVEL SECURITY from it." : $"{Leave(table)}, or choose mode owner-group.",
                app.Name);
        }
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

using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>Row security that does not hold: policies that are not in force, views that read past them for those who are under them.</summary>
internal static class RowSecurityRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) => view.Insides.Values.Where(inside => view.Tenancy.Of(inside.Database) is not null)
        .SelectMany(inside => Tables(inside).Concat(Views(view, inside)));

    private static IEnumerable<Diagnostic> Tables(InsideGuards inside) =>
        from table in inside.Tables
        where table is { HasPolicies: true, IsOn: false }
        select WallCodes.RowSecurity.With(
            $"Table {table.Name} of database {inside.Database} has policies, and its row security is off: they bind nobody.",
            Closing.ByIn(table.Owner, inside.Database, $"ALTER TABLE {table.Name} ENABLE ROW LEVEL SECURITY"),
            inside.Database.Value);

    private static IEnumerable<Diagnostic> Views(WallView view, InsideGuards inside)
    {
        var reads = inside.Views.ToLookup(row => row.Name);
        foreach (var rows in reads.Where(rows => rows.First().Users.Count > 0))
        {
            if (Past(view, inside, reads, rows.Key, []) is not { } table) continue;
            var found = rows.First();
            yield return WallCodes.RowSecurity.With(
                $"{string.Join(", ", found.Users)} may read table {table.Name} of database {inside.Database} past its row security, as {found.Owner}, over {(found.IsMaterialized ? "materialized view" : "view")} {found.Name}.",
                Closing.ByIn(found.Owner, inside.Database, view.Server.Major >= 15 && !found.IsMaterialized && !found.AsksInvoker && IsDirect(inside, rows)
                    ? (SqlText)$"ALTER VIEW {found.Name} SET (security_invoker = true)"
                    : $"REVOKE ALL ON TABLE {found.Name} FROM {SqlText.Join(", ", found.Users.Select(user => (SqlText)$"{user}"))} CASCADE"),
                inside.Database.Value);
        }
    }

    /// <summary>The table that a view reads as somebody who skips its row security; a view that asks its reader's rights lets nobody past, but another one below it may.</summary>
    private static SecuredTable? Past(WallView view, InsideGuards inside, ILookup<ObjectName, SecuredView> reads, ObjectName name, HashSet<ObjectName> seen)
    {
        if (!seen.Add(name)) return null;
        foreach (var row in reads[name])
        {
            if (!row.AsksInvoker && inside.Tables.FirstOrDefault(table => table.Name == row.Reads && table.IsOn && Skips(view, row.Owner, table)) is { } found) return found;
            if (Past(view, inside, reads, row.Reads, seen) is { } below) return below;
        }

        return null;
    }

    private static bool IsDirect(InsideGuards inside, IEnumerable<SecuredView> rows) => rows.All(row => inside.Tables.Any(table => table.Name == row.Reads));

    private static bool Skips(WallView view, RoleName role, SecuredTable table) =>
        (view.Tenancy.AttributesOf(role) & (RoleAttributes.Superuser | RoleAttributes.BypassRowSecurity)) != RoleAttributes.None
        || (!table.IsForced && view.Graph.InheritedBy(role).Contains(table.Owner));
}

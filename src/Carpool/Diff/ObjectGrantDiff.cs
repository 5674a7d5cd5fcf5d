using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// Privileges on what is in the apps' databases. Objects that exist are to have what those to come will have: the owner's default
/// privileges. What others granted on comes and goes with their right to do so, which goes.
/// </summary>
internal static class ObjectGrantDiff
{
    public static IEnumerable<Change> Between(ClusterState actual, ClusterState desired)
    {
        var (apps, scope) = (new Ownership(desired), new GrantScope(desired));
        var rows = desired.DefaultPrivileges.Where(row => row.Schema is null).ToDictionary(row => (row.Database, row.Kind));
        var sets = actual.Objects.Where(set => apps.Find(set.Database) is not null).ToList();
        var changes = sets.SelectMany(set => OfSet(set, WantedOf(set.Database, set.Kind), rows.ContainsKey((set.Database, set.Kind)), scope));

        // Sets that differ in other ways may lack or have the same
        foreach (var alike in changes.GroupBy(found => (found.Set.Database, found.Set.Schema, found.Set.Kind, found.Grantee, found.Privileges, found.How)))
        {
            var (database, schema, kind, grantee, privileges, how) = alike.Key;
            EquatableList<ObjectName> names = [.. alike.SelectMany(found => found.Set.Names)];
            yield return how is How.Missing
                ? new Change.GrantOnObjects(apps.Of(database), database, schema, kind, grantee, privileges) { Names = names }
                : new Change.RevokeOnObjects(apps.Of(database), database, schema, kind, grantee, privileges, OnlyGrantOption: how is How.GrantableInVain) { Names = names };
        }

        foreach (var grant in actual.ColumnGrants.Where(grant => grant.Grantor is null && scope.Covers(grant.Database, grant.Grantee)))
        {
            yield return new Change.RevokeOnColumn(apps.Of(grant.Database), grant);
        }

        IReadOnlyList<DefaultGrant> WantedOf(DatabaseName database, ObjectKind kind) =>
            rows.TryGetValue((database, kind), out var row) ? row.Grants : new DefaultPrivileges(database, apps.OwnerIn(database), null, kind, []).BuiltIn;
    }

    private enum How
    {
        Missing,
        InExcess,
        GrantableInVain,
    }

    private static IEnumerable<(ObjectSet Set, Grantee Grantee, EquatableList<Privilege> Privileges, How How)> OfSet(
        ObjectSet set, IReadOnlyList<DefaultGrant> wanted, bool isSaid, GrantScope scope)
    {
        var have = set.Grants.Where(grant => grant.Grantor is null).ToList();
        foreach (var grantee in wanted.Select(grant => grant.Grantee).Concat(have.Select(grant => grant.Grantee)).Distinct().Where(grantee => scope.Covers(set.Database, grantee)).Order())
        {
            var needs = wanted.Where(grant => grant.Grantee == grantee).Select(grant => grant.Privilege).ToList();
            var holds = have.Where(grant => grant.Grantee == grantee).ToList();

            // Where no row says otherwise, PUBLIC may have what it has from birth, and need not
            if (isSaid && Sorted(needs.Except(holds.Select(grant => grant.Privilege))) is { Count: > 0 } missing) yield return (set, grantee, missing, How.Missing);
            if (Sorted(holds.Select(grant => grant.Privilege).Except(needs)) is { Count: > 0 } excess) yield return (set, grantee, excess, How.InExcess);
            if (Sorted(holds.Where(grant => grant.IsGrantable).Select(grant => grant.Privilege).Intersect(needs)) is { Count: > 0 } grantable) yield return (set, grantee, grantable, How.GrantableInVain);
        }
    }

    private static EquatableList<Privilege> Sorted(IEnumerable<Privilege> privileges) => [.. privileges.Order()];
}

using System.Globalization;
using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>Large objects are in no schema: who is in the database gets at each that is granted, and at all where the server asks nobody.</summary>
internal static class LargeObjectRule
{
    public static IEnumerable<Diagnostic> Find(WallView view)
    {
        if (view.Guards.HasOpenLargeObjects)
        {
            yield return WallCodes.LargeObject.With(
                "Large objects have no privileges at all on this server: lo_compat_privileges is on.", "Set lo_compat_privileges to off in the server's configuration, and reload it.", "lo_compat_privileges");
        }

        var open =
            from inside in view.Insides.Values
            let home = view.Tenancy.Of(inside.Database)
            where home is not null
            from objects in inside.LargeObjects
            where objects.Grantee is not Grantee.Role role ? objects.Count > 0 : view.Tenancy.Of(role.Name) is { } tenant && tenant != home
            select WallCodes.LargeObject.With(
                $"{objects.Grantee} {(IsOwners(objects) ? "owns" : "may use")} {(objects.Count == 1 ? "large object" : string.Create(CultureInfo.InvariantCulture, $"{objects.Count} large objects, one of them"))} {objects.Example.ToString(CultureInfo.InvariantCulture)} of {(IsOwners(objects) ? "" : $"{objects.Owner} in ")}database {inside.Database}.",
                Closing.BySuperuserIn(inside.Database, Fix(objects)),
                inside.Database.Value);
        foreach (var finding in open) yield return finding;
    }

    private static bool IsOwners(LargeObjects objects) => objects.Grantee is Grantee.Role role && role.Name == objects.Owner;

    /// <summary>There is no statement for all of them: the server goes through its own list.</summary>
    private static SqlText Fix(LargeObjects objects)
    {
        SqlText statement = IsOwners(objects) ? $"ALTER LARGE OBJECT %s OWNER TO CURRENT_USER" : (SqlText)$"REVOKE ALL ON LARGE OBJECT %s FROM {objects.Grantee} CASCADE";
        SqlText body =
            $"DECLARE o record; BEGIN FOR o IN SELECT m.oid FROM pg_catalog.pg_largeobject_metadata AS m WHERE m.lomowner = {new Literal(((SqlText)$"{objects.Owner}").ToString())}::pg_catalog.regrole LOOP EXECUTE pg_catalog.replace({new Literal(statement.ToString())}, '%s', o.oid::text); END LOOP; END";
        return $"DO {new Literal(body.ToString())}";
    }
}

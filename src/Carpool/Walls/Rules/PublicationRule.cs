using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>A publication gives what it names to whoever replicates from its database; there are no privileges on it.</summary>
internal static class PublicationRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) => view.Insides.Values.SelectMany(inside =>
        view.Tenancy.Of(inside.Database) is { } home ? inside.Publications.SelectMany(publication => Find(view, home, publication, inside.Database)) : []);

    private static IEnumerable<Diagnostic> Find(WallView view, Tenant home, Publication publication, DatabaseName database)
    {
        if (!home.Roles.Contains(publication.Owner) && !view.Tenancy.IsTrusted(publication.Owner))
        {
            yield return WallCodes.Publication.With(
                $"Publication {publication.Name} of database {database} belongs to {publication.Owner}, which is no role of {home} and says what is given away.",
                Closing.BySuperuserIn(database, $"ALTER PUBLICATION {publication.Name} OWNER TO CURRENT_USER"),
                database.Value);
        }

        if (!publication.HasAllTables && publication.Schemas.Count == 0) yield break;
        // A copy of the whole cluster needs no CONNECT here
        var readers = view.Tenancy.Logins.Where(login => !home.Roles.Contains(login) && !view.Tenancy.IsTrusted(login) && view.Tenancy.AttributesOf(login).HasFlag(RoleAttributes.Replication));
        foreach (var reader in readers)
        {
            yield return WallCodes.Publication.With(
                $"Publication {publication.Name} of database {database} gives {reader}, which may replicate and is no role of {home}, {(publication.HasAllTables ? "every table" : "every table of a schema")} that there is or will be.",
                Closing.BySuperuserIn(database, $"ALTER ROLE {reader} NOREPLICATION"),
                database.Value);
        }
    }
}

using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls;

/// <summary>What opens a database: its ownership, or CONNECT on it. That of PUBLIC is no key, but an open door.</summary>
/// <param name="OpensItself">True where it is enough to become the holder at any time: it grants CONNECT to whom it likes.</param>
/// <param name="Fix">What keeps the holder out.</param>
/// <param name="Taming">What leaves the holder in, and lets it let nobody else in.</param>
internal sealed record DoorKey(RoleName Holder, bool OpensItself, string Words, string Fix, string Taming)
{
    /// <summary>The owner's, then those that were granted.</summary>
    public static IReadOnlyList<DoorKey> Of(DatabaseListing listing, IEnumerable<DatabaseGrant> grants, RoleName admin) =>
    [
        OwnersOf(listing, admin),
        .. grants.Where(grant => grant.Privilege == Privilege.Connect && grant.Grantee is Grantee.Role).Select(grant => new DoorKey(
            ((Grantee.Role)grant.Grantee).Name,
            grant.IsGrantable,
            $"may CONNECT to database {listing.Name}{(grant.IsGrantable ? ", and let others in" : "")}",
            Closing.By(grant.Grantor, Closing.AsGrantor(grant, listing.Owner, DatabaseSql.Revoke(grant))),
            Closing.By(grant.Grantor, Closing.AsGrantor(grant, listing.Owner, DatabaseSql.RevokeGrantOption(grant))))),
    ];

    private static DoorKey OwnersOf(DatabaseListing listing, RoleName admin)
    {
        var handOver = DatabaseSql.SetOwner(listing.Name, admin);

        // The owner's entry goes to the next one, so that the old one is shut out of its own
        return new(
            listing.Owner, OpensItself: true, $"owns database {listing.Name}", Closing.BySuperuser(handOver), Closing.BySuperuser([handOver, $"GRANT CONNECT ON DATABASE {listing.Name} TO {listing.Owner}"]));
    }
}

using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>Databases that every role may enter, or copy.</summary>
internal static class OpenDatabaseRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) =>
    [
        .. from listing in view.Surroundings.Databases
           let tenant = view.Tenancy.Of(listing.Name)
           where tenant is not null && !listing.IsInvalid
           from finding in Find(view, listing, tenant)
           select finding,
        .. view.Surroundings.Databases.Where(listing => IsOpenAndShared(view, listing)).Select(listing => WallCodes.OpenDatabase.With(
            $"Database {listing.Name}, which nobody lives in, is open to every role of the cluster.", Close(view, listing), listing.Name.Value)),
    ];

    /// <summary>A database that everybody enters, nobody lives in, and the admin can close; where there are no tenants there is nobody to keep out.</summary>
    private static bool IsOpenAndShared(WallView view, DatabaseListing listing) =>
        view.Tenancy.Tenants.Count > 0 && listing is { IsOpen: true, AllowsConnections: true, AdminMayGrant: true } && view.Tenancy.Of(listing.Name) is null;

    private static IEnumerable<Diagnostic> Find(WallView view, DatabaseListing listing, Tenant tenant)
    {
        if (listing is { IsOpen: true, AllowsConnections: true })
        {
            yield return WallCodes.OpenDatabase.With(
                tenant.IsManaged
                    ? $"Database {listing.Name} of {tenant} is open to every role of the cluster."
                    : $"Database {listing.Name} of {listing.Owner} is open to every role of the cluster, the apps' among them.",
                Close(view, listing),
                listing.Name.Value);
        }

        if (tenant.IsManaged && listing.IsTemplate)
        {
            yield return WallCodes.Template.With(
                $"Database {listing.Name} of {tenant} is a template: whoever has CREATEDB may copy it, with all that is in it.",
                Closing.By(listing.Owner, [$"ALTER DATABASE {listing.Name} IS_TEMPLATE false"]),
                listing.Name.Value);
        }
    }

    /// <summary>Of what an app has of its own PUBLIC keeps nothing: who got in by CONNECT could still make things there. What somebody else lives in is only shut.</summary>
    private static string Close(WallView view, DatabaseListing listing)
    {
        var revoke = view.Tenancy.Of(listing.Name) is { IsManaged: true } ? DatabaseSql.RevokeAllFromPublic(listing.Name) : DatabaseSql.RevokeConnectFromPublic(listing.Name);
        return Closing.By(
            listing.Owner,
            view.GrantsOn(listing.Name).Where(grant => grant.Privilege == Privilege.Connect && grant.Grantee is Grantee.Public)
                .SelectMany(grant => Closing.AsGrantor(grant, listing.Owner, revoke)));
    }
}

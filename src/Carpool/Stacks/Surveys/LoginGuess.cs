using Carpool.State;

namespace Carpool.Stacks;

/// <summary>A login that has something to do in a database, and the access that comes nearest to what it may do there.</summary>
/// <param name="OwnsDatabase">It, or a role that it is a member of, owns the database.</param>
/// <param name="Owned">How many objects belong to it, or to a role that it is a member of.</param>
/// <param name="Difference">What the access lets it do otherwise, in words; null where that is nothing.</param>
internal sealed record LoginGuess(RoleListing Listing, Access Access, bool OwnsDatabase, int Owned, string? Difference)
{
    public RoleName Name => Listing.Role.Name;
}

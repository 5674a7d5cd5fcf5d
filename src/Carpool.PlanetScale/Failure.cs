namespace Carpool.PlanetScale;

/// <summary>Why a call of the API led to nothing: one case for each thing that somebody can do about it.</summary>
public abstract record Failure
{
    private Failure()
    {
    }

    /// <summary>The token is none that the API knows.</summary>
    /// <param name="Reason">What shows it.</param>
    public sealed record TokenRefused(string Reason) : Failure;

    /// <summary>The token works, and sees no organization of this name.</summary>
    /// <param name="Visible">The organizations that it sees.</param>
    public sealed record NoSuchOrganization(string Organization, IReadOnlyList<string> Visible) : Failure;

    /// <summary>The organization has no such database.</summary>
    /// <param name="Visible">The databases that the token sees.</param>
    public sealed record NoSuchDatabase(string Organization, string Database, IReadOnlyList<string> Visible) : Failure;

    /// <summary>The database has no such branch.</summary>
    /// <param name="Visible">The branches that the token sees.</param>
    public sealed record NoSuchBranch(string Database, string Branch, IReadOnlyList<string> Visible) : Failure;

    /// <summary>The branch is there, and what was asked for is not in its list: it is gone for sure.</summary>
    /// <param name="Kind">What it would be: a role, a change.</param>
    public sealed record NoSuchThing(string Kind, string Id) : Failure;

    /// <summary>The token may not do this: a permission is to be added to it.</summary>
    /// <param name="Action">What was to be done.</param>
    /// <param name="AnyOf">PlanetScale's names of the permissions, of which one is enough: on a production branch the one that says so.</param>
    public sealed record PermissionMissing(string Action, IReadOnlyList<string> AnyOf) : Failure;

    /// <summary>Databases can be seen, and this one neither seen nor said to be missing: the name is wrong, or a permission is missing.</summary>
    public sealed record NotVisible(string Kind, string Name, IReadOnlyList<string> AnyOf) : Failure;

    /// <summary>The branch's database is not Postgres.</summary>
    public sealed record NotPostgres(string Branch, string Kind) : Failure;

    /// <summary>The branch does not take this yet.</summary>
    /// <param name="State">What PlanetScale calls the state that it is in.</param>
    public sealed record NotReady(string Branch, string State) : Failure;

    /// <summary>The API understood and refuses, in its own words.</summary>
    /// <param name="Parameters">Parameters that it does not take, as <c>namespace.name</c> with what it says of each.</param>
    public sealed record Unprocessable(string Message, IReadOnlyDictionary<string, string> Parameters) : Failure;

    /// <summary>There were too many requests, of anybody in the organization, for longer than the client waits.</summary>
    public sealed record Throttled : Failure;

    /// <summary>The API failed, again and again.</summary>
    public sealed record ServerFailed(int Status) : Failure;

    /// <summary>No answer came, again and again.</summary>
    public sealed record Unreachable(string Host, string Reason) : Failure;

    /// <summary>What came is no answer of this API.</summary>
    public sealed record Malformed(string Reason) : Failure;

    /// <summary>The API sends to another address, to which the token is not given.</summary>
    public sealed record Redirected(string Host) : Failure;

    /// <summary>The address is not encrypted, and not on this machine.</summary>
    public sealed record Insecure(string Host) : Failure;

    /// <summary>
    /// A request that must not be sent twice got no answer: it may have acted all the same. Look at the list before it is tried again.
    /// </summary>
    /// <param name="Cause">What came instead of an answer.</param>
    public sealed record MayHaveActed(string Action, Failure Cause) : Failure;
}

using Carpool.State;

namespace Carpool.Walls;

/// <summary>Which login gets into which database, by what the catalogs say.</summary>
/// <param name="Databases">The columns, by the bytes of their names.</param>
/// <param name="Rows">One a login, by the bytes of their names.</param>
public sealed record ReachMatrix(IReadOnlyList<DatabaseName> Databases, IReadOnlyList<ReachRow> Rows);

/// <summary>What one login gets into.</summary>
/// <param name="Tenant">The app that the login is of, or the database that it lives in; null for a login of none.</param>
/// <param name="Cells">One a database, in the order of the columns.</param>
public sealed record ReachRow(RoleName Login, string? Tenant, IReadOnlyList<Reach> Cells);

/// <summary>How far a login gets with a database.</summary>
public enum Reach
{
    /// <summary>It is refused, and no way leads in.</summary>
    Refused,

    /// <summary>It is refused as itself, but can become, or act as, somebody who is not.</summary>
    OverOthers,

    /// <summary>It enters, and must not.</summary>
    Enters,

    /// <summary>It enters, because the platform lets nobody close the database.</summary>
    OpenByPlatform,

    /// <summary>It enters its own.</summary>
    Own,

    /// <summary>It enters, and may: the admin, a superuser, a watcher.</summary>
    Trusted,
}

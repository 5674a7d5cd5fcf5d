namespace Carpool.Planning;

/// <summary>
/// The stages that each app goes through, in order. What leaves does so before anything else begins; after that the apps do not wait for
/// each other. What touches shared catalogs is done by one lane at a time, because the same row changed by two sessions fails (tuple
/// concurrently updated); what stays within one database is done by several at once.
/// </summary>
public enum Stage
{
    /// <summary>Apps that leave: locked, their sessions ended, renamed. First, so that their names are free. One lane at a time.</summary>
    Departures,

    /// <summary>Roles, passwords and memberships. One lane at a time.</summary>
    Roles,

    /// <summary>Databases made, closed to PUBLIC and then opened to the admin. Lanes.</summary>
    Databases,

    /// <summary>The inside of each database: schemas, owners, default privileges. Lanes.</summary>
    Insides,

    /// <summary>Who may connect, and as whom; shared databases closed. Last, so that nobody enters what is half set up. One lane at a time.</summary>
    Openings,

    /// <summary>What sync engines read: publications, tables, slots. Lanes.</summary>
    Streams,

    /// <summary>What goes for good. Lanes.</summary>
    Purges,

    /// <summary>A real login as each role that changed. Lanes.</summary>
    Proofs,

    /// <summary>What is handed out from now on, because it is proved. One lane at a time.</summary>
    Turns,
}

namespace Carpool.Doctor;

/// <summary>Who takes connections, and how many.</summary>
/// <param name="Name">An app, a database, a role.</param>
/// <param name="Limit">As many as it may have at once; null where nothing limits it.</param>
/// <param name="Now">As many as it has at this moment.</param>
public sealed record BudgetShare(ShareKind Kind, string Name, int? Limit, int Now)
{
    /// <summary>How many of them are there for a moment alone, while a new instance takes over: not the manifest's to say.</summary>
    public int Passing { get; init; }

    /// <summary>What has to be kept for it: its limit, or what it has where there is none.</summary>
    public int Claim => Limit ?? Now;

    /// <summary>True where the manifest says how many, so that it can say fewer.</summary>
    public bool IsOfApps => Kind is ShareKind.App or ShareKind.Consumer;
}

/// <summary>What takes connections.</summary>
public enum ShareKind
{
    /// <summary>Carpool itself while it runs.</summary>
    Admin,

    /// <summary>The logins of an app.</summary>
    App,

    /// <summary>What replicates an app's data away.</summary>
    Consumer,

    /// <summary>A database that is not the stack's.</summary>
    Neighbour,

    /// <summary>Monitoring, and whatever works in databases that all share.</summary>
    Platform,
}

namespace Carpool.State;

/// <summary>What happens to an app that leaves the manifest.</summary>
public enum OnRemove
{
    /// <summary>Locked and renamed; nothing is deleted.</summary>
    Quarantine,

    /// <summary>Dropped, if the run allows it as well.</summary>
    Drop,

    /// <summary>Left as it is and forgotten.</summary>
    Keep,
}

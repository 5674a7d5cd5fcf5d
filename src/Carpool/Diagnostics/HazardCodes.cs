namespace Carpool.Diagnostics;

/// <summary>CP3xxx: what a plan would do that somebody may regret; each blocks until it is allowed by its code.</summary>
public static class HazardCodes
{
}

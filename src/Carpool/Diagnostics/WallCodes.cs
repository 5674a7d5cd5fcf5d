namespace Carpool.Diagnostics;

/// <summary>CP6xxx: what verify finds about the walls.</summary>
public static class WallCodes
{
}

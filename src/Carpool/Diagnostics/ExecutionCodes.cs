namespace Carpool.Diagnostics;

/// <summary>CP4xxx: what can go wrong while a plan is carried out.</summary>
public static class ExecutionCodes
{
}

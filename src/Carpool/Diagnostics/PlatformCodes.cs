namespace Carpool.Diagnostics;

/// <summary>CP5xxx: the server, the connection to it, the machine and the tools around it.</summary>
public static class PlatformCodes
{
}

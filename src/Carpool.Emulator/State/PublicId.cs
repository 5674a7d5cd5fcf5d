using System.Security.Cryptography;

namespace Carpool.Emulator.State;

/// <summary>The platform's public ids: twelve lower-case letters and digits.</summary>
internal static class PublicId
{
    public const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, 12);
}

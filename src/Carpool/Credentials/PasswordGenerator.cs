using System.Security.Cryptography;

namespace Carpool.Credentials;

/// <summary>Draws passwords that can stand in a URL, a shell and a chat message as they are.</summary>
public static class PasswordGenerator
{
    // Letters and digits only: nothing to encode, no leading dash. Without 0 O 1 l I, which people mistake when they type one over.
    internal const string Alphabet = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

    // 56 letters carry log2(56) = 5.8 bits each; 34 of them 197 bits, above the 190 that are promised.
    internal const int Length = 34;

    /// <summary>A new password of at least 190 bits from the system's generator.</summary>
    public static Secret Create() => new(RandomNumberGenerator.GetString(Alphabet, Length));
}

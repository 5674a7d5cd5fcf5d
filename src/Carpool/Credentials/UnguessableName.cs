using System.Security.Cryptography;

namespace Carpool.Credentials;

/// <summary>Names that nobody takes by chance, and nobody beforehand.</summary>
internal static class UnguessableName
{
    /// <summary>How many letters <see cref="Draw"/> gives.</summary>
    public const int Letters = 32;

    /// <summary>Small hexadecimal digits.</summary>
    public static string Draw() => RandomNumberGenerator.GetHexString(Letters, lowercase: true);
}

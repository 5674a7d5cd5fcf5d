using System.Security.Cryptography;

namespace Carpool.Credentials;

/// <summary>
/// Authenticates rows of the registry, and saved plans (HMAC-SHA256 under a subkey of the stack's key): who can write to the tables but
/// lacks the key can make no row that Carpool believes. Fields are length-prefixed; null and the empty text differ.
/// </summary>
public sealed class RowSeal(StackKey key)
{
    /// <summary>The seal of a row, 32 bytes. Give the table's name, or what else it is, first, then every column in a fixed order, as text.</summary>
    public byte[] Authenticate(params ReadOnlySpan<string?> fields) => HMACSHA256.HashData(key.AuthenticationKey, FieldEncoding.Encode(fields));

    /// <summary>True where <paramref name="seal"/> was made from these fields with this key.</summary>
    public bool Matches(byte[]? seal, params ReadOnlySpan<string?> fields) =>
        seal is not null && CryptographicOperations.FixedTimeEquals(seal, Authenticate(fields));
}

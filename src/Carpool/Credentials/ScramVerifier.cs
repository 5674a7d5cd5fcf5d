using System.Security.Cryptography;
using System.Text;

namespace Carpool.Credentials;

/// <summary>
/// What Postgres keeps instead of a password (pg_authid.rolpassword): <c>SCRAM-SHA-256$4096:salt$StoredKey:ServerKey</c>, made
/// here so that no password ever stands in a statement, where a failing one would put it into the server's log. RFC 5802, RFC 7677.
/// Passwords are taken as they are: SASLprep changes nothing in the ASCII that <see cref="PasswordGenerator"/> draws.
/// </summary>
public static class ScramVerifier
{
    /// <summary>What every supported server uses itself; more would slow each login of an app without a pool.</summary>
    public const int Iterations = 4096;

    private const string Scheme = "SCRAM-SHA-256";
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;

    /// <summary>A verifier with a fresh salt. It is a secret too: whoever has it can play the server.</summary>
    public static Secret Create(Secret password) => Create(password, RandomNumberGenerator.GetBytes(SaltBytes), Iterations);

    /// <summary>True where <paramref name="verifier"/> was made from <paramref name="password"/>; false also for anything that is no SCRAM verifier.</summary>
    public static bool Matches(Secret verifier, Secret password)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        var text = verifier.Reveal();
        return text.Split('$') is [Scheme, var parameters, _]
            && parameters.Split(':') is [var iterations, var salt]
            && int.TryParse(iterations, out var count) && count > 0
            && TryDecode(salt, out var saltBytes)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(Create(password, saltBytes, count).Reveal()));
    }

    internal static Secret Create(Secret password, byte[] salt, int iterations)
    {
        ArgumentNullException.ThrowIfNull(password);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password.Reveal()), salt, iterations, HashAlgorithmName.SHA256, KeyBytes);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return new($"{Scheme}${iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}");
    }

    private static bool TryDecode(string base64, out byte[] bytes)
    {
        var buffer = new byte[base64.Length];
        var isBase64 = Convert.TryFromBase64String(base64, buffer, out var length);
        bytes = buffer[..length];
        return isBase64;
    }
}

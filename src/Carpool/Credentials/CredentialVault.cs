using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Carpool.Diagnostics;

namespace Carpool.Credentials;

/// <summary>
/// Seals passwords for the registry: AES-256-GCM with a random nonce, bound to the <see cref="CredentialId"/>, so that a row copied
/// over another one does not open. Shape: version (1 byte), nonce (12), tag (16), ciphertext.
/// </summary>
public sealed class CredentialVault(StackKey key)
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 1 + NonceBytes + TagBytes;

    /// <summary>The sealed form of <paramref name="password"/>; different at each call.</summary>
    public byte[] Seal(CredentialId id, Secret password)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(password);
        var plaintext = Encoding.UTF8.GetBytes(password.Reveal());
        var sealedBytes = new byte[HeaderBytes + plaintext.Length];
        sealedBytes[0] = Version;
        var nonce = sealedBytes.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.EncryptionKey, TagBytes);
        aes.Encrypt(nonce, plaintext, sealedBytes.AsSpan(HeaderBytes), sealedBytes.AsSpan(1 + NonceBytes, TagBytes), BindingOf(id));
        CryptographicOperations.ZeroMemory(plaintext);
        return sealedBytes;
    }

    /// <summary>The password that was sealed for <paramref name="id"/>.</summary>
    /// <exception cref="DiagnosticException">CP4054: the bytes were changed, belong to another credential, or were sealed with another key.</exception>
    public Secret Open(CredentialId id, byte[] sealedBytes)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(sealedBytes);
        if (sealedBytes.Length < HeaderBytes || sealedBytes[0] != Version) throw Unreadable(id, null);
        var plaintext = new byte[sealedBytes.Length - HeaderBytes];
        using var aes = new AesGcm(key.EncryptionKey, TagBytes);
        try
        {
            aes.Decrypt(sealedBytes.AsSpan(1, NonceBytes), sealedBytes.AsSpan(HeaderBytes), sealedBytes.AsSpan(1 + NonceBytes, TagBytes), plaintext, BindingOf(id));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw Unreadable(id, e);
        }

        var password = new Secret(Encoding.UTF8.GetString(plaintext));
        CryptographicOperations.ZeroMemory(plaintext);
        return password;
    }

    private static byte[] BindingOf(CredentialId id) =>
        FieldEncoding.Encode("carpool credential 1", id.Stack, id.App, id.Role, id.Login.Value, id.Generation.ToString(CultureInfo.InvariantCulture));

    private static DiagnosticException Unreadable(CredentialId id, Exception? inner) =>
        new(ExecutionCodes.CredentialUnreadable.With(
            $"The stored password of login '{id.Login}' (app '{id.App}', role '{id.Role}') does not open: the registry's row was changed or belongs to another credential",
            $"Find out who wrote to the registry, then give the login a new password: `carpool rotate {id.App}/{id.Role}`.",
            id.App), inner);
}

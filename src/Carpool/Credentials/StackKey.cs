using System.Security.Cryptography;
using System.Text;
using Carpool.Diagnostics;

namespace Carpool.Credentials;

/// <summary>The key of a stack: 32 bytes from which the keys for sealing passwords and rows are derived (HKDF-SHA256). Never printed.</summary>
public sealed class StackKey
{
    /// <summary>The length of a key.</summary>
    public const int Bytes = 32;

    private const int FingerprintBytes = 8;

    private readonly byte[] _key;

    /// <summary>A key of exactly 32 bytes.</summary>
    public StackKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Bytes) throw new ArgumentException($"A stack's key has {Bytes} bytes", nameof(key));
        _key = key.ToArray();
        EncryptionKey = Derive("carpool encryption 1", Bytes);
        AuthenticationKey = Derive("carpool authentication 1", Bytes);
        Fingerprint = Convert.ToHexStringLower(Derive("carpool fingerprint 1", FingerprintBytes));
    }

    /// <summary>16 hex digits that tell keys apart and say nothing about them; the registry keeps them in the clear.</summary>
    public string Fingerprint { get; }

    internal byte[] EncryptionKey { get; }

    internal byte[] AuthenticationKey { get; }

    /// <summary>A new key from the system's generator.</summary>
    public static StackKey Create() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A key as people keep it: base64 of 32 bytes; null where the text is anything else.</summary>
    public static StackKey? FromBase64(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == Bytes ? new StackKey(bytes.AsSpan(0, length)) : null;
    }

    /// <summary>The key as it stands in its file and in CARPOOL_KEY.</summary>
    public Secret ToBase64() => new(Convert.ToBase64String(_key));

    /// <summary>CP4053 where the registry was written with another key, whose fingerprint is <paramref name="fingerprint"/>; else null.</summary>
    public Diagnostic? MismatchWith(string fingerprint, string stack) => string.Equals(Fingerprint, fingerprint, StringComparison.Ordinal)
        ? null
        : ExecutionCodes.KeyWrong.With(
            $"The key at hand ({Fingerprint}) is not the one that stack '{stack}' was made with ({fingerprint})",
            $"Set {KeyFile.EnvironmentVariable} to the stack's key, or put its .carpool/key back; if it is lost for good, run `carpool adopt --all --new-key`.",
            stack);

    /// <inheritdoc/>
    public override string ToString() => $"StackKey {Fingerprint}";

    private byte[] Derive(string purpose, int length) => HKDF.Expand(HashAlgorithmName.SHA256, _key, length, Encoding.ASCII.GetBytes(purpose));
}

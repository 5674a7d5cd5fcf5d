using System.Buffers.Binary;
using System.Text;

namespace Carpool.Credentials;

/// <summary>Fields as bytes, each behind its length: no two different lists give the same bytes, and null is not the empty text.</summary>
internal static class FieldEncoding
{
    private const int Null = -1;

    // A lone surrogate would become U+FFFD and so make two different texts the same bytes: refuse it instead.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Encode(params ReadOnlySpan<string?> fields)
    {
        using var bytes = new MemoryStream();
        WriteLength(bytes, fields.Length);
        foreach (var field in fields)
        {
            if (field is null)
            {
                WriteLength(bytes, Null);
                continue;
            }

            var text = StrictUtf8.GetBytes(field);
            WriteLength(bytes, text.Length);
            bytes.Write(text);
        }

        return bytes.ToArray();
    }

    private static void WriteLength(MemoryStream bytes, int length)
    {
        Span<byte> prefix = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(prefix, length);
        bytes.Write(prefix);
    }
}

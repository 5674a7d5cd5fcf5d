using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Carpool.IntegrationTests.Reports;

/// <summary>The colours of a picture: as much of PNG as a browser's screenshots need (8 bits a channel, not interlaced).</summary>
internal static class PngColors
{
    private const int Signature = 8, Frame = 12;

    /// <summary>How many pixels have each colour, as 0xRRGGBB.</summary>
    public static IReadOnlyDictionary<int, int> Of(byte[] png)
    {
        int width = 0, channels = 0;
        using var compressed = new MemoryStream();
        for (var at = Signature; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var body = png.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(png, at + 4, 4))
            {
                case "IHDR":
                    width = BinaryPrimitives.ReadInt32BigEndian(body);
                    channels = body[9] switch { 2 => 3, 6 => 4, var kind => throw new InvalidOperationException($"a PNG of kind {kind}") };
                    break;
                case "IDAT":
                    compressed.Write(body);
                    break;
            }

            at += length + Frame;
        }

        compressed.Position = 0;
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionMode.Decompress)) zlib.CopyTo(inflated);
        return Count(inflated.ToArray(), width * channels, channels);
    }

    private static Dictionary<int, int> Count(byte[] data, int stride, int channels)
    {
        var colors = new Dictionary<int, int>();
        var above = new byte[stride];
        for (var at = 0; at + stride < data.Length; at += stride + 1)
        {
            var line = data.AsSpan(at + 1, stride).ToArray();
            Unfilter(data[at], line, above, channels);
            for (var x = 0; x < stride; x += channels)
            {
                var color = (line[x] << 16) | (line[x + 1] << 8) | line[x + 2];
                colors[color] = colors.GetValueOrDefault(color) + 1;
            }

            above = line;
        }

        return colors;
    }

    private static void Unfilter(byte filter, byte[] line, byte[] above, int channels)
    {
        for (var x = 0; x < line.Length; x++)
        {
            var (left, up, corner) = (x < channels ? 0 : line[x - channels], above[x], x < channels ? 0 : above[x - channels]);
            line[x] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (toLeft, toUp, toCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - corner - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}

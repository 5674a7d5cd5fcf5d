using System.Text;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.BadInput;

/// <summary>The largest manifest that is read at all, full of whatever weighs most, fits into 200 MB with the whole program.</summary>
public sealed class HeavyManifestTests
{
    private const string MostHeap = "0xC800000"; // 200 MB; beyond it the runtime gives no memory
    private const int Room = 1024 * 1024;

    [Theory]
    [InlineData("apps: [", "{0:x},", "]", "CP5")]
    [InlineData("apps:\n", " {0:x}:\n", "", "CP5")]
    [InlineData("apps: {{ a: {{ roles: {{", "{0:x}: ,", "}}}}}}", "CP5")]
    [InlineData("apps: []\n", "{0:x}: 1\n", "", "CP1010")]
    [InlineData("apps: [a]\n? [", "[],", "]\n: x\n", "CP1012")]
    [InlineData("apps:\n", " - &a{0:x} b\n", "", "CP1005")]
    public async Task A_mebibyte_is_read_in_200_megabytes(string beginning, string piece, string end, string code)
    {
        using var project = new TempProject();
        project.Environment["DOTNET_GCHeapHardLimit"] = MostHeap;
        project.Environment["CARPOOL_ADMIN_URL"] = $"postgresql://boss:secret@127.0.0.1:{TestServer.FreePort()}/postgres";
        project.Write(Filled("stack: s\ncluster: { url: '${CARPOOL_ADMIN_URL}' }\n" + Formatted(beginning, 0), piece, Formatted(end, 0)));

        var preview = await project.RunAsync("preview", "--json");

        preview.ShouldExit(1).Codes.ShouldContain(found => found.StartsWith(code, StringComparison.Ordinal), preview.ToString());
    }

    private static string Filled(string beginning, string piece, string end)
    {
        var text = new StringBuilder(beginning);
        for (var i = 0; ; i++)
        {
            var next = Formatted(piece, i);
            if (text.Length + next.Length + end.Length > Room) return text.Append(end).ToString();
            text.Append(next);
        }
    }

    private static string Formatted(string format, int number) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, number);
}

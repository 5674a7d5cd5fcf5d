using System.Text;
using Carpool.Diagnostics;
using Carpool.Manifest;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Manifest;

public sealed class ManifestFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carpool-manifest-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_read_and_remembered_by_its_absolute_path()
    {
        var path = Write(Encoding.UTF8.GetBytes("\uFEFFapps: [blög]\n"));
        var loaded = ManifestLoader.Load(System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), path), Manifests.NoEnvironment);
        loaded.IsValid.ShouldBeTrue();
        loaded.Value!.File.ShouldBe(path);
        loaded.Value.Directory.ShouldBe(folder);
        loaded.Value.Apps[0].Name.ShouldBe("blög");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Refused(System.IO.Path.Combine(folder, "no.yaml"), ManifestCodes.CannotRead, "no.yaml cannot be read: there is no such file");

    [Fact]
    public void A_folder_is_no_manifest() => Refused(folder, ManifestCodes.CannotRead, "it is a folder");

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_path_that_is_none_is_refused(string path) => Refused(path, ManifestCodes.CannotRead, "it cannot be opened");

    [Fact]
    public void A_large_file_is_not_read_to_its_end() =>
        Refused(Write(new byte[ManifestLoader.MaxBytes + 1]), ManifestCodes.TooLarge, "is larger than 1 MiB");

    [Fact]
    public void A_device_without_an_end_is_refused() => Refused("/dev/zero", ManifestCodes.TooLarge, "is larger than 1 MiB");

    [Fact]
    public void A_text_is_measured_in_bytes() =>
        Manifests.Refused("#" + new string('é', ManifestLoader.MaxBytes / 2)).ShouldStartWith("1:1 CP1003");

    [Fact]
    public void Other_encodings_are_named() =>
        Refused(Write(Encoding.Latin1.GetBytes("apps: [blög]")), ManifestCodes.NotUtf8, "byte 10 makes no sense");

    [Fact]
    public void The_example_is_accepted()
    {
        var loaded = ManifestLoader.Load(System.IO.Path.Combine(Manifests.Root, "examples", "clown-car", "carpool.yaml"), Manifests.NoEnvironment);
        loaded.Diagnostics.ShouldBeEmpty();
        loaded.Value!.Apps.Select(app => app.Name).ShouldBe(["blog", "todo"]);
    }

    private string Write(byte[] bytes)
    {
        var path = System.IO.Path.Combine(folder, "carpool.yaml");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static void Refused(string path, DiagnosticCode code, string message)
    {
        var loaded = ManifestLoader.Load(path, Manifests.NoEnvironment);
        loaded.Value.ShouldBeNull();
        var diagnostic = loaded.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe(code);
        diagnostic.Message.ShouldContain(message);
        diagnostic.Fix.ShouldNotBeNullOrEmpty();
    }
}

using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.IntegrationTests.Sessions;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.Credentials;

/// <summary>The key on a real disk.</summary>
public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("carpool-key-").FullName;

    private string File => KeyFile.PathIn(_folder);

    [Fact]
    public void Is_made_once_only_when_asked_and_for_its_owner_alone()
    {
        KeyFile.Load(_folder, null).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(ExecutionCodes.KeyMissing);
        Directory.Exists(Path.Combine(_folder, ".carpool")).ShouldBeFalse();

        var made = KeyFile.LoadOrCreate(_folder, null);
        made.Diagnostics.ShouldBeEmpty();
        KeyFile.LoadOrCreate(_folder, "").Value!.Fingerprint.ShouldBe(made.Value!.Fingerprint);
        KeyFile.Load(_folder, null).Value!.Fingerprint.ShouldBe(made.Value.Fingerprint);
        Mode().ShouldBe("600");
        System.IO.File.ReadAllText(Path.Combine(_folder, ".carpool", ".gitignore")).ShouldBe("*\n");
    }

    [Fact]
    public void The_environment_goes_before_the_file()
    {
        KeyFile.LoadOrCreate(_folder, null).IsValid.ShouldBeTrue();
        var other = StackKey.Create();
        KeyFile.LoadOrCreate(_folder, other.ToBase64().Reveal()).Value!.Fingerprint.ShouldBe(other.Fingerprint);
        var malformed = KeyFile.Load(_folder, "secret-but-wrong").Diagnostics.ShouldHaveSingleItem();
        malformed.Code.ShouldBe(ExecutionCodes.KeyMalformed);
        malformed.ToString().ShouldNotContain("secret-but-wrong");
    }

    [Fact]
    public void A_file_that_others_may_read_is_a_warning()
    {
        KeyFile.LoadOrCreate(_folder, null).IsValid.ShouldBeTrue();
        Chmod("640");
        var loaded = KeyFile.Load(_folder, null);
        loaded.IsValid.ShouldBeTrue();
        loaded.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(ExecutionCodes.KeyOpenToOthers);
    }

    [Fact]
    public void A_folder_in_the_files_place_is_a_diagnostic()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, ".carpool"), "");
        KeyFile.LoadOrCreate(_folder, null).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(ExecutionCodes.KeyInaccessible);
    }

    [Fact]
    public async Task Two_that_make_it_at_once_end_with_one_key()
    {
        for (var round = 0; round < 20; round++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{round}")).FullName;
            using var start = new Barrier(4);
            var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return KeyFile.LoadOrCreate(folder, null);
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
            keys.Select(k => k.Value?.Fingerprint ?? k.Diagnostics[0].ToString()).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
            Directory.GetFiles(Path.Combine(folder, ".carpool")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe([".gitignore", "key"]);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Mode() => ProgramRun.AsSelfAsync("stat", null, "-c", "%a", File).GetAwaiter().GetResult();

    private void Chmod(string mode) => ProgramRun.AsSelfAsync("chmod", null, mode, File).GetAwaiter().GetResult();
}

using Carpool.IntegrationTests.Cli;

namespace Carpool.IntegrationTests.Local;

/// <summary>A user's project on a local cluster of its own, with a pooler, gone with it at the end of the test.</summary>
internal sealed class LocalProject : IAsyncDisposable
{
    private LocalProject(TempProject project) => Project = project;

    public TempProject Project { get; }

    /// <summary>Up with these apps; the test is skipped by name where there is no pooler.</summary>
    public static async Task<LocalProject> UpAsync(string apps)
    {
        LocalSandbox.NeedsPooler();
        var local = new LocalProject(new TempProject());
        local.Project.Environment["CARPOOL_PG_BIN"] = LocalSandbox.Binaries(LocalSandbox.Newest);
        local.Project.Write($"cluster: local\napps: [{apps}]\n");
        try
        {
            await local.Project.UpAsync();
            return local;
        }
        catch
        {
            await local.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Project.RunAsync("local", "destroy", "--yes");
        Project.Dispose();
    }
}

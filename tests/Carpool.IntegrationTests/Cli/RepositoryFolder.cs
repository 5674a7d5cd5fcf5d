namespace Carpool.IntegrationTests.Cli;

/// <summary>The checkout that the tests were built from.</summary>
public static class RepositoryFolder
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "Carpool.slnx"))) return folder;
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no checkout of Carpool");
    }
}

using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Manifest;

namespace Carpool.Cli.Commands;

/// <summary>The manifest that `adopt` writes of a cluster. The URL of its admin stays in the environment.</summary>
internal sealed class DescribedCluster(Invocation invocation, string file, string? stackName)
{
    private const string Heading = $"""
        # yaml-language-server: $schema={SchemaFile.FromManifest}
        # What the cluster held when `carpool adopt` looked. `carpool preview` shows what the next `carpool up` would change.


        """;

    /// <summary>Describes the named databases, or all. Null where another manifest manages the cluster: its apps are then for the user to put into that one.</summary>
    public async Task<StackManifest?> WriteAsync(IReadOnlySet<string> databases, CancellationToken cancellationToken)
    {
        var managing = invocation.Globals.ManifestPath;
        var path = invocation.Globals with { File = file };
        NewFile.Refuse(path.ManifestPath);
        var isManaged = Path.Exists(managing);
        var about = isManaged ? invocation.LoadManifest() : BlankManifest.Of(path, stackName ?? FirstManifest.StackOf(path.ManifestDirectory), invocation.Terminal.Variables);
        await using var stack = await invocation.OpenAsync(about, cancellationToken);
        var survey = await stack.SurveyAsync(databases, cancellationToken);
        invocation.Note(survey.Findings);
        if (survey.Manifest.Apps.Count == 0)
            throw new DiagnosticException(CatalogCodes.NoAppsDatabase.With("There is no database that an app could have and no stack manages.", "Name one; see `carpool adopt --help`."));

        // Read as `up` will read it, so that nothing is written down that would be refused later
        var text = survey.Render(BlankManifest.UrlVariable, Heading);
        var read = ManifestLoader.Parse(text, path.ManifestPath, new Dictionary<string, string>(StringComparer.Ordinal) { [BlankManifest.UrlVariable] = "postgresql://admin@localhost/postgres" });
        if (!read.IsValid) throw new DiagnosticException([.. read.Diagnostics.Select(diagnostic => diagnostic with { Location = null })]);
        NewFile.Write(path.ManifestPath, text);
        SchemaFile.Write(path.ManifestDirectory);
        if (isManaged)
        {
            invocation.Show(
                new Written(path.ManifestPath, invocation.SpeaksFreely ? $"put its apps into {managing}, then `carpool adopt{invocation.Place}` with their names" : null), [], new WrittenForPeople(invocation), new WrittenAsJson(invocation.Terminal.Out));
            return null;
        }

        invocation.TakeManifest(file);
        if (invocation.SpeaksFreely) new WrittenForPeople(invocation).Show(new Written(path.ManifestPath, null), []);
        return survey.Manifest;
    }
}

using System.Text;
using Carpool.Manifest;

namespace Carpool.Cli.Commands;

/// <summary>What goes into a manifest that `init` writes.</summary>
/// <param name="Stack">Null where the cluster is local and needs no name.</param>
/// <param name="UrlVariable">Null is the embedded cluster.</param>
internal sealed record FirstManifest(string? Stack, string? UrlVariable, IReadOnlyList<string> Apps)
{
    /// <summary>An environment in which the manifest can be read: the variable need not be set yet.</summary>
    public IReadOnlyDictionary<string, string> SampleEnvironment =>
        UrlVariable is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal) { [UrlVariable] = "postgresql://admin@localhost/postgres" };

    /// <summary>A stack's name that the folder's suggests.</summary>
    public static string StackOf(string directory)
    {
        var name = string.Concat(Path.GetFileName(directory.TrimEnd('/')).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        return name.Length == 0 ? "apps" : name[..Math.Min(name.Length, 63)];
    }

    /// <summary>The file's text.</summary>
    public string Render()
    {
        var text = new StringBuilder($"# yaml-language-server: $schema={SchemaFile.FromManifest}\n# What is here, `carpool up` makes; what leaves, it quarantines. `carpool preview` shows it first.\n\n");
        if (Stack is not null) text.Append($"# Names what this file manages on the cluster\nstack: {YamlText.Value(Stack)}\n\n");
        text.Append(UrlVariable is null
            ? "# A Postgres of its own beside this file. For a server that runs already:\n#   cluster: { url: '${CARPOOL_ADMIN_URL}' }     and a `stack:` name\ncluster: local\n\n"
            : $"# A login that may create databases and roles; its password stays out of this file\ncluster:\n  url: ${{{UrlVariable}}}\n  # pooler: {{ host: pool.example.com, port: 6432 }}\n\n");
        text.Append("# Each app has a database of its own, and a login that can enter no other\napps:\n");
        foreach (var app in Apps) text.Append($"  {YamlText.Key(app)}: {{}}\n");
        return text.Append("  # shop:\n  #   connections: 20          # what its logins may use together\n  #   protect: true            # refuse any plan that would remove it\n").ToString();
    }
}

using System.Collections.Concurrent;

namespace Carpool.Sql;

/// <summary>SQL that stands in files of its own, embedded in the library: catalog queries, the registry's tables.</summary>
internal static class SqlFile
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>The text of a file by its room, folder and name, such as `Catalog.Queries.server`.</summary>
    public static string Load(string name) => Texts.GetOrAdd(name, static name =>
    {
        using var stream = typeof(SqlFile).Assembly.GetManifestResourceStream($"Carpool.{name}.sql")
            ?? throw new InvalidOperationException($"There is no SQL file {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}

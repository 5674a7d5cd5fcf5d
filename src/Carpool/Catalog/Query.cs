using System.Collections.Concurrent;

namespace Carpool.Catalog;

/// <summary>The catalog queries, each a file under Queries.</summary>
internal static class Query
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>The text of `Queries/name.sql`; another room's query is named in full, as `Registry.Queries.trust`.</summary>
    public static string Load(string name) => Texts.GetOrAdd(name, static name =>
    {
        using var stream = typeof(Query).Assembly.GetManifestResourceStream(name.Contains('.', StringComparison.Ordinal) ? $"Carpool.{name}.sql" : $"Carpool.Catalog.Queries.{name}.sql")
            ?? throw new InvalidOperationException($"There is no query {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}

using System.Globalization;
using System.Text.Json.Nodes;
using Carpool.Emulator.Http;

namespace Carpool.Emulator.Api;

/// <summary>One page of a list. A page past the end is empty, not missing: clients ask on until one is.</summary>
internal static class Page
{
    private const int Usual = 25, Most = 100;

    /// <param name="hasTotals">Not every list says how long it is.</param>
    public static ApiAnswer Of<T>(ApiRequest request, IReadOnlyList<T> all, Func<T, JsonNode> write, bool hasTotals = true)
    {
        var (page, size) = (Number("page", 1, int.MaxValue), Number("per_page", Usual, Most));
        var pages = (all.Count + size - 1) / size;
        var shown = all.Skip((int)Math.Min((long)(page - 1) * size, int.MaxValue)).Take(size);
        int? next = page < pages ? page + 1 : null, previous = page > 1 ? page - 1 : null;
        var body = new JsonObject
        {
            ["type"] = "list",
            ["current_page"] = page,
            ["per_page"] = size,
            ["next_page"] = next,
            ["next_page_url"] = Url(next),
            ["prev_page"] = previous,
            ["prev_page_url"] = Url(previous),
        };
        if (hasTotals) (body["total_count"], body["total_pages"]) = (all.Count, pages);
        body["data"] = new JsonArray([.. shown.Select(write)]);
        return new(200, body);

        int Number(string name, int otherwise, int most) =>
            request.Query.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? Math.Min(number, most) : otherwise;

        string? Url(int? number) => number is { } there ? $"/{string.Join('/', request.Path)}?page={there}&per_page={size}" : null;
    }
}

using System.Globalization;
using Carpool.Doctor;

namespace Carpool.Cli.Views.Report;

/// <summary>The connections of a server as a bar on the page: a part for each that takes some, with its name and numbers where the pointer is, and the same as a list.</summary>
internal static class BudgetPicture
{
    private const int Width = 1000, Height = 36;

    public static Html Of(ConnectionBudget budget)
    {
        var whole = Math.Max(budget.Capacity.Connections, budget.Capacity.Connections - budget.Left);
        var parts = new List<(string Class, string Text, int Count)> { ("refused", "reserved", budget.Capacity.Connections - budget.Capacity.Usable) };
        parts.AddRange(budget.Shares.Select(share => (Class(share.Kind), $"{BudgetWords.Name(share.Kind)} {share.Name}: {Limit(share)}, {share.Now} now", share.Claim)));
        var reached = 0;
        var bars = new List<Html>();
        foreach (var (style, text, count) in parts.Where(part => part.Count > 0))
        {
            bars.Add($"<rect class=\"{style}\" x=\"{At(reached, whole)}\" y=\"0\" width=\"{At(count, whole)}\" height=\"{Height}\"><title>{text}</title></rect>");
            reached += count;
        }

        // Where the server ends: what stands beyond it does not fit
        bars.Add($"<rect class=\"enters\" x=\"{At(Math.Max(0, budget.Capacity.Connections), whole)}\" y=\"0\" width=\"{(budget.Left < 0 ? "3" : "0")}\" height=\"{Height}\"><title>all that the server has</title></rect>");
        return $"""
            <div class="picture"><svg viewBox="0 0 {Html.Own($"{Width} {Height}")}" width="100%" role="img" aria-label="Connections">{bars}</svg></div>
            <ul class="ways">{parts.Where(part => part.Count > 0).Select(part => (Html)$"<li><span class=\"{part.Class} key\"></span> {part.Text} <small>{part.Count}</small></li>")}<li>{(budget.Left < 0 ? "too many" : "left")} <small>{Math.Abs(budget.Left)}</small></li></ul>
            """;
    }

    private static string At(int count, int whole) => ((double)count * Width / whole).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Limit(BudgetShare share) => share.Limit is { } limit ? $"up to {limit}" : "no limit";

    private static string Class(ShareKind kind) => kind switch
    {
        ShareKind.Admin => "trusted",
        ShareKind.App => "own",
        ShareKind.Consumer => "over_others",
        ShareKind.Neighbour => "trusted",
        _ => "open_by_platform",
    };
}

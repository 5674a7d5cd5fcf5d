using System.Globalization;
using System.Text;
using Carpool.Doctor;
using Spectre.Console;

namespace Carpool.Cli.Views;

/// <summary>The connections of a server as a bar, and under it who takes them.</summary>
internal static class BudgetBar
{
    private const int Width = 60;

    /// <summary>More rows than these nobody reads: the smallest are added up.</summary>
    private const int Listed = 12;

    public static void Write(Paper paper, ConnectionBudget budget)
    {
        paper.Line($"{paper.Bold(string.Create(CultureInfo.InvariantCulture, $"{budget.Capacity.Connections} connections"))}, of which {budget.Capacity.Usable} are for everybody");
        paper.Line(Bar(paper, budget));
        Columns.Write(paper, ["", "WHO", "UP TO", "NOW"], Rows(budget));
    }

    /// <summary>As long as what is there or what is claimed, whichever is more; each part at least one sign long where it is anything.</summary>
    public static string Bar(Paper paper, ConnectionBudget budget)
    {
        var whole = Math.Max(budget.Capacity.Connections, budget.Capacity.Connections - budget.Left);
        var bar = new StringBuilder("[");
        var (drawn, reached) = (0, 0);
        foreach (var (sign, count, color) in Parts(budget))
        {
            reached += count;
            var end = count == 0 ? drawn : Math.Max(drawn + 1, (int)Math.Round((double)reached * Width / whole, MidpointRounding.AwayFromZero));
            bar.Append(Painted(paper, new string(sign, end - drawn), color));
            drawn = end;
        }

        return bar.Append(new string(' ', Math.Max(0, Width - drawn))).Append(']').ToString();
    }

    private static IEnumerable<(char Sign, int Count, Color Color)> Parts(ConnectionBudget budget)
    {
        var beyond = Math.Max(0, -budget.Left);
        yield return (ReservedSign, budget.Capacity.Connections - budget.Capacity.Usable, Color.Default);
        foreach (var kind in Enum.GetValues<ShareKind>())
        {
            var count = budget.Shares.Where(share => share.Kind == kind).Sum(share => share.Claim);
            // What does not fit is taken off the apps, whose limits can be lowered
            yield return (BudgetWords.Sign(kind), kind is ShareKind.App ? Math.Max(0, count - beyond) : count, BudgetWords.Color(kind));
        }

        yield return ('.', Math.Max(0, budget.Left), Color.Default);
        yield return ('!', beyond, Color.Red);
    }

    private static IEnumerable<IReadOnlyList<(string, Color)>> Rows(ConnectionBudget budget)
    {
        if (budget.Capacity.ReservedForSuperusers > 0) yield return Row($"{ReservedSign}", "reserved for superusers", budget.Capacity.ReservedForSuperusers, null);
        if (budget.Capacity.Reserved > 0) yield return Row($"{ReservedSign}", "reserved for pg_use_reserved_connections", budget.Capacity.Reserved, null);
        var shown = budget.Shares.Count <= Listed ? budget.Shares : [.. budget.Shares.OrderByDescending(share => share.Claim).Take(Listed).OrderBy(share => share.Kind)];
        foreach (var share in shown) yield return Row($"{BudgetWords.Sign(share.Kind)}", $"{BudgetWords.Name(share.Kind)} {share.Name}", share.Limit, share.Now);
        if (budget.Shares.Except(shown).ToList() is { Count: > 0 } rest)
            yield return Row("", $"{rest.Count} more", rest.Sum(share => share.Claim), rest.Sum(share => share.Now));
        yield return budget.Left >= 0 ? Row(".", "left", budget.Left, null) : Row("!", "too many", -budget.Left, null);
    }

    private const char ReservedSign = '#';

    private static IReadOnlyList<(string, Color)> Row(string sign, string who, int? limit, int? now) =>
    [
        (sign, Color.Default), (who, sign == "!" ? Color.Red : Color.Default),
        (limit is { } number ? number.ToString(CultureInfo.InvariantCulture) : "no limit", limit is null ? Color.Yellow : Color.Default),
        (now?.ToString(CultureInfo.InvariantCulture) ?? "", Color.Default),
    ];

    private static string Painted(Paper paper, string text, Color color) =>
        color == Color.Red ? paper.Red(text) : color == Color.Green ? paper.Green(text) : color == Color.Yellow ? paper.Yellow(text) : text;
}

/// <summary>How kinds of shares are called and drawn.</summary>
internal static class BudgetWords
{
    public static string Name(ShareKind kind) => kind switch
    {
        ShareKind.Admin => "admin",
        ShareKind.App => "app",
        ShareKind.Consumer => "consumer",
        ShareKind.Neighbour => "neighbour",
        _ => "platform",
    };

    public static char Sign(ShareKind kind) => kind switch
    {
        ShareKind.Admin => '+',
        ShareKind.App => '=',
        ShareKind.Consumer => '>',
        ShareKind.Neighbour => '~',
        _ => ':',
    };

    public static Color Color(ShareKind kind) => kind is ShareKind.App ? Spectre.Console.Color.Green : kind is ShareKind.Consumer ? Spectre.Console.Color.Yellow : Spectre.Console.Color.Default;
}

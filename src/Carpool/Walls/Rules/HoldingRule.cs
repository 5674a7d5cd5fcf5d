using System.Globalization;
using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>What another tenant has inside a database: it is refused at the door, and has its things in the house.</summary>
internal static class HoldingRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) =>
        from inside in view.Insides.Values
        let home = view.Tenancy.Of(inside.Database)
        where home is not null
        from held in inside.Holdings.Where(holding => !IsSystem(holding)).GroupBy(holding => (holding.Role, holding.Kind))
        let other = view.Tenancy.Of(held.Key.Role)
        where other is not null && other != home
        select WallCodes.ForeignHolding.With(
            $"{held.Key.Role} of {other} {(held.Key.Kind is HoldingKind.Owns ? "owns" : "was granted")} {Some([.. held])} in database {inside.Database}{(home.IsManaged ? $" of {home}" : "")}.",
            Closing.BySuperuserIn(inside.Database, held.OrderBy(holding => Rank(holding.Type)).SelectMany(holding => Statements(view, home, inside, holding))),
            held.Key.Role.Value);

    private static bool IsSystem(Holding holding) => holding.Type == "schema" && holding.Names.All(name => name.Text is "pg_catalog" or "pg_toast" or "information_schema");

    private static string Some(IReadOnlyList<Holding> held)
    {
        var count = held.Sum(holding => holding.Count);
        var example = $"{held[0].Type} {held[0].Names[0]}";
        return count == 1 ? example : string.Create(CultureInfo.InvariantCulture, $"{count} objects, {example} one of them,");
    }

    /// <summary>A column's sequence goes where its table goes, and nowhere by itself.</summary>
    private static int Rank(string type) => type switch
    {
        "schema" => 0,
        "sequence" => 2,
        _ => 1,
    };

    private static IEnumerable<SqlText> Statements(WallView view, Tenant home, InsideGuards inside, Holding holding)
    {
        var owner = Owner(view, home, inside);
        return holding.Names.Select(name => holding.Kind is HoldingKind.Owns ? WallSql.SetOwner(holding.Type, name, owner) : WallSql.Revoke(holding.Type, name, new Grantee.Role(holding.Role)));
    }

    /// <summary>Who has the most of the tenant's own, else the database's owner.</summary>
    private static RoleName Owner(WallView view, Tenant home, InsideGuards inside) =>
        inside.Holdings.Where(holding => holding.Kind is HoldingKind.Owns && home.Roles.Contains(holding.Role)).MaxBy(holding => holding.Count)?.Role
        ?? view.ListingOf(inside.Database)!.Owner;
}

using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>Code of one that another runs without knowing: a trigger on somebody else's table, functions where everybody's names are looked up.</summary>
internal static class PlantedCodeRule
{
    private static readonly HashSet<string> s_code = new(StringComparer.Ordinal) { "function", "procedure", "aggregate", "operator", "view" };

    public static IEnumerable<Diagnostic> Find(WallView view) => view.Insides.Values.SelectMany(inside => Triggers(view, inside).Concat(Shared(view, inside)));

    private static IEnumerable<Diagnostic> Triggers(WallView view, InsideGuards inside) =>
        from trigger in inside.Triggers
        let author = view.Tenancy.Of(trigger.FunctionOwner)
        where author is not null && (view.Tenancy.IsTrusted(trigger.Owner) || author != view.Tenancy.Of(trigger.Owner))
        select WallCodes.PlantedCode.With(
            $"Whoever writes to table {trigger.Table} of database {inside.Database}, which belongs to {trigger.Owner}, runs {trigger.Function} of {trigger.FunctionOwner}.",
            Closing.BySuperuserIn(inside.Database, $"DROP TRIGGER {trigger.Name} ON {trigger.Table}"),
            inside.Database.Value);

    /// <summary>In a database that nobody lives in: who runs the cluster works there, and new databases are copied from one of them.</summary>
    private static IEnumerable<Diagnostic> Shared(WallView view, InsideGuards inside) =>
        from holding in inside.Holdings
        where view.Tenancy.Of(inside.Database) is null && holding.Kind is HoldingKind.Owns && s_code.Contains(holding.Type) && view.Tenancy.Of(holding.Role) is not null
        select WallCodes.PlantedCode.With(
            $"{holding.Role} of {view.Tenancy.Of(holding.Role)} owns {holding.Type} {holding.Names[0]} in database {inside.Database}, where those who run the cluster work.",
            Closing.BySuperuserIn(inside.Database, holding.Names.Select(name => WallSql.SetOwner(holding.Type, name, view.Server.Admin.Name))),
            holding.Role.Value);
}

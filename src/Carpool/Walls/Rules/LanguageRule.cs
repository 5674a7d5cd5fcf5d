using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;
using Carpool.Walls.Trails;

namespace Carpool.Walls.Rules;

/// <summary>Code in an untrusted language does what the server's own process can: who writes it, or calls what asks nobody, has the server.</summary>
internal static class LanguageRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) => view.Insides.Values.SelectMany(inside =>
    {
        var insiders = view.InsidersOf(inside.Database);
        return Languages(insiders, inside).Concat(Owned(view, insiders, inside)).Concat(Called(view, insiders, inside));
    });

    private static IEnumerable<Diagnostic> Languages(Insiders insiders, InsideGuards inside) =>
        from language in inside.Languages
        where language is { IsTrusted: true, IsUnsafe: true } && insiders.Tenants.Count > 0 && language.Users.Any(user => insiders.Ways(user).Any())
        select WallCodes.Language.With(
            $"Language {language.Name} of database {inside.Database} is marked trusted, so {string.Join(", ", language.Users)} may write functions in it that do all that the server can.",
            Closing.BySuperuserIn(inside.Database, $"UPDATE pg_catalog.pg_language SET lanpltrusted = false WHERE pg_catalog.quote_ident(lanname) = {new Literal(language.Name.Text)}"),
            inside.Database.Value);

    private static IEnumerable<Diagnostic> Owned(WallView view, Insiders insiders, InsideGuards inside) =>
        from function in inside.Functions
        where !function.IsMember && IsUnsafe(inside, function) && !view.Tenancy.IsTrusted(function.Owner) && insiders.Ways(new Grantee.Role(function.Owner)).Any()
        select WallCodes.Language.With(
            $"{function.Owner} owns {function.Name} of database {inside.Database}, which is written in {function.Language} and does what the server can.",
            Closing.BySuperuserIn(inside.Database, [$"ALTER ROUTINE {function.Name} OWNER TO CURRENT_USER", $"REVOKE ALL ON ROUTINE {function.Name} FROM {Everybody(function)} CASCADE"]),
            function.Owner.Value);

    private static IEnumerable<Diagnostic> Called(WallView view, Insiders insiders, InsideGuards inside) =>
        from function in inside.Functions
        where !function.IsMember && IsUnsafe(inside, function) && view.Tenancy.IsTrusted(function.Owner)
        let trail = function.Callers.SelectMany(insiders.Ways).FirstOrDefault()
        where trail is not null
        select WallCodes.Language.With(
            $"{trail} → calls {function.Name} of {inside.Database}, which is written in {function.Language} and does what the server can.", FunctionBridges.Fix(view, inside.Database, function), inside.Database.Value);

    private static bool IsUnsafe(InsideGuards inside, GuardedFunction function) => inside.Languages.Any(language => language.Name.Text.Trim('"') == function.Language && (language.IsUnsafe || !language.IsTrusted));

    private static SqlText Everybody(GuardedFunction function) =>
        SqlText.Join(", ", function.Callers.Append(new Grantee.Public()).Append(new Grantee.Role(function.Owner)).Distinct().Order().Select(grantee => (SqlText)$"{grantee}"));
}

using Carpool.Diff;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Planning.Hazards;

/// <summary>
/// The sessions of an adopted login will start as the app's owner. What is meant for the login alone does not find it any more: a policy, a
/// user mapping, a schema that "$user" stands for. And an owner does not feel row security, unless it is forced.
/// </summary>
internal static class NamedLogins
{
    public static IEnumerable<Hazard> Find(PlanContext context)
    {
        var handover = new Handover(context.Actual, context.Desired);
        foreach (var set in context.Changes.OfType<Change.ChangeSetting>().Where(set => set is { From: null, To: { Parameter: "role", Role: not null, Database: not null } } && handover.Concerns(set.App)))
        {
            var (login, database) = (set.To.Role!, set.To.Database!);
            if (context.Changes.OfType<Change.CreateRole>().Any(create => create.Role.Name == login)) continue;
            var owner = new RoleName(set.To.Value);
            List<string> found =
            [
                .. context.Actual.Policies.Where(policy => policy.Database == database && policy.Roles.Contains(login) && !policy.Roles.Contains(owner))
                    .Select(policy => $"policy {policy.Name} on {policy.Table}"),
                .. context.Actual.ForeignServerUsers.Where(user => user.Database == database && user.Role == login && !context.Actual.ForeignServerUsers.Contains(user with { Role = owner }))
                    .Select(user => $"what it has on foreign server {user.Server}"),
                .. context.Actual.Namings.Where(naming => naming.Database == database && IsMissed(naming, login, context)).Select(Told),
            ];
            if (found.Count == 0) continue;
            yield return HazardCodes.LoginIsNamed.Found(
                set,
                $"Sessions of {login} will start as {set.To.Value}, and what knows {login} by its name will not find it: {string.Join("; ", found)}.",
                $"let them name {set.To.Value} or PUBLIC, force row security, or set a search_path with the schema in it");
        }
    }

    private static bool IsMissed(Naming naming, RoleName login, PlanContext context) => naming.Kind switch
    {
        NamingKind.RowSecurity => naming.Role != login,
        NamingKind.Schema => naming.Role == login && SearchesByName(login, naming.Database, context),
        _ => throw new InvalidOperationException($"{naming.Kind} is no kind of naming"),
    };

    /// <summary>The setting that will win: of the login, of the database; else the built-in one, which begins with "$user".</summary>
    private static bool SearchesByName(RoleName login, DatabaseName database, PlanContext context) =>
        new[] { ((RoleName?)login, (DatabaseName?)database), (null, database) }
            .Select(place => context.Desired.Settings.FirstOrDefault(setting => setting.Parameter == "search_path" && (setting.Role, setting.Database) == place)?.Value)
            .FirstOrDefault(value => value is not null)
            ?.Contains("$user", StringComparison.Ordinal) ?? true;

    private static string Told(Naming naming) => naming.Kind switch
    {
        NamingKind.RowSecurity => $"row security of table {naming.Name} (of {naming.Role})",
        NamingKind.Schema => $"schema {naming.Name}, which its search_path finds by \"$user\"",
        _ => throw new InvalidOperationException($"{naming.Kind} is no kind of naming"),
    };
}

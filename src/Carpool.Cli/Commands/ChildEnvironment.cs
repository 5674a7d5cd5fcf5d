using Carpool.Cli.Views.Formats;
using Carpool.Sessions;
using Carpool.Stacks;

namespace Carpool.Cli.Commands;

/// <summary>The environment of a child that is to be an app: the caller's, with the app's connection and without the admin's secrets.</summary>
internal static class ChildEnvironment
{
    // Would lead libpq elsewhere than the variables that are set here, or hand it another user's answer
    private static readonly string[] Misleading = ["PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGSSLMODE", "PGSSLROOTCERT", "PGREQUIRESSL", "PGTARGETSESSIONATTRS", "PGPASSFILE"];

    public static IReadOnlyDictionary<string, string> Of(
        IReadOnlyDictionary<string, string> variables, RoleOutputs role, ServerAddress server, IReadOnlySet<string> secrets)
    {
        var child = variables.Where(variable => !secrets.Contains(variable.Key) && !Misleading.Contains(variable.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in ConnectionVariables.Of(Door.Of(role, server, showsSecret: true))) child[name] = value;
        return child;
    }
}

using Carpool.Diagnostics;
using Carpool.Sessions;

namespace Carpool.Platforms;

/// <summary>
/// That the admin's sessions and the API are about one branch. A branch made from another's backup has all of its names: what was planned on
/// the one would be done to the other's logins. Only the id at the end of a login's name differs.
/// </summary>
internal static class OneBranch
{
    /// <summary>Asks the API for the branch that the manifest names.</summary>
    /// <exception cref="DiagnosticException">CP5118: it is another than the admin's.</exception>
    public static async Task RequireAsync(BranchApi api, ServerAddress admin, CancellationToken cancellationToken)
    {
        string? id;
        try
        {
            id = await api.AskAsync(async branch => (await branch.GetBranchAsync(cancellationToken)).Id);
        }
        catch (DiagnosticException)
        {
            // Who does not answer does nothing to any login either
            return;
        }

        if (id is not null) Require(api.Settings, admin, id);
    }

    /// <param name="id">The branch's, as the API has it.</param>
    /// <inheritdoc cref="RequireAsync"/>
    public static void Require(BranchSettings settings, ServerAddress admin, string id)
    {
        if (admin.LoginSuffix == $".{id}") return;
        var connected = admin.LoginSuffix.TrimStart('.');
        throw new DiagnosticException(PlanetScaleCodes.BranchesDiffer.With(
            $"The admin connects to the branch {connected}, and PlanetScale's API knows {settings.Manifest} as {id}: one may be a copy of the other.",
            settings.Manifest.UsesDefaultRole
                ? "Give the URL of that branch's own default role, or write the branch that the URL leads to."
                : "Remove .carpool/planetscale-admin, which is for the branch that had this name, and run the command again.",
            connected,
            settings.Manifest.Location));
    }
}

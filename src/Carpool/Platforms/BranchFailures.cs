using Carpool.Diagnostics;
using Carpool.PlanetScale;

namespace Carpool.Platforms;

/// <summary>What the API's failures mean to the user.</summary>
internal static class BranchFailures
{
    private const string RunAgain = "Run the command again: it goes on from where it is.";

    /// <summary>The failure as a diagnostic.</summary>
    public static DiagnosticException Told(PlanetScaleException failure) => new(ToDiagnostic(failure), failure);

    /// <inheritdoc cref="Told"/>
    public static Diagnostic ToDiagnostic(PlanetScaleException failure)
    {
        var (code, fix) = Meaning(failure.Failure);
        return code.With($"{failure.Message.TrimEnd('.')}.", fix);
    }

    private static (DiagnosticCode Code, string Fix) Meaning(Failure failure) => failure switch
    {
        Failure.TokenRefused => (PlanetScaleCodes.TokenRefused, "Set PLANETSCALE_SERVICE_TOKEN_ID to the token's id, not its name, and PLANETSCALE_SERVICE_TOKEN to its value."),
        Failure.NoSuchOrganization => (PlanetScaleCodes.BranchMissing, "Write the organization as its address on PlanetScale has it, and use a token of that organization."),
        Failure.NoSuchDatabase => (PlanetScaleCodes.BranchMissing, "Write the database's name, or give the token access to it."),
        Failure.NoSuchBranch => (PlanetScaleCodes.BranchMissing, "Write the name of a branch of this database."),
        Failure.NoSuchThing => (PlanetScaleCodes.ApiRefused, RunAgain),
        Failure.PermissionMissing(_, var anyOf) => (PlanetScaleCodes.PermissionMissing, Add(anyOf)),
        Failure.NotVisible(_, _, var anyOf) => (PlanetScaleCodes.PermissionMissing, $"Check the name. {Add(anyOf)}"),
        Failure.NotPostgres => (PlanetScaleCodes.BranchMissing, "Name a branch of a Postgres database."),
        Failure.NotReady => (PlanetScaleCodes.BranchNotReady, "Wait until PlanetScale shows the branch as ready, then run the command again."),
        Failure.Unprocessable => (PlanetScaleCodes.ApiRefused, "Read PlanetScale's message, mend its cause and run the command again."),
        Failure.Throttled => (PlanetScaleCodes.ApiUnreachable, "Wait a minute and run the command again: the organization's requests are counted together."),
        Failure.ServerFailed => (PlanetScaleCodes.ApiUnreachable, RunAgain),
        Failure.Unreachable => (PlanetScaleCodes.ApiUnreachable, "Check the network and the API's address, then run the command again."),
        Failure.Malformed => (PlanetScaleCodes.ApiUntrusted, "Check that the API's address is PlanetScale's and that nothing in between answers in its place."),
        Failure.Redirected => (PlanetScaleCodes.ApiUntrusted, "Check the API's address."),
        Failure.Insecure => (PlanetScaleCodes.ApiUntrusted, "Write the API's address with https."),
        Failure.MayHaveActed => (PlanetScaleCodes.ApiUnreachable, RunAgain),
    };

    private static string Add(IReadOnlyList<string> permissions) =>
        $"Add {string.Join(" or ", permissions)} to the token: `pscale service-token add-access TOKEN_ID {permissions[0]} --database DATABASE`.";
}

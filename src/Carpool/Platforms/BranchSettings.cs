using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.PlanetScale;

namespace Carpool.Platforms;

/// <summary>What the manifest and the environment say together of a branch; the manifest comes first.</summary>
/// <param name="directory">The manifest's folder, from which a relative path goes.</param>
internal sealed class BranchSettings(PlanetScaleManifest manifest, string directory, IReadOnlyDictionary<string, string> variables)
{
    private const string TokenIdVariable = "PLANETSCALE_SERVICE_TOKEN_ID";
    private const string TokenVariable = "PLANETSCALE_SERVICE_TOKEN";
    private const string ApiVariable = "PLANETSCALE_API_URL";
    private const string AuthorityVariable = "PGSSLROOTCERT";
    private const string AdminUrlVariable = "CARPOOL_ADMIN_URL";

    /// <summary>The branch, as the manifest has it.</summary>
    public PlanetScaleManifest Manifest => manifest;

    /// <summary>A file with the authorities to trust; null where the machine's own are.</summary>
    public string? AuthorityFile => manifest.AuthorityFile is { } file
        ? Path.GetFullPath(file, directory)
        : Variable(AuthorityVariable) is { } path && path != "system" ? Path.GetFullPath(path) : null;

    /// <summary>True where there is a token: without one nothing is asked of the API.</summary>
    public bool HasToken => (manifest.TokenId ?? Variable(TokenIdVariable)) is not null && (manifest.Token ?? Variable(TokenVariable)) is not null;

    /// <summary>Where the API is.</summary>
    /// <exception cref="DiagnosticException">It is no address.</exception>
    public Uri Api
    {
        get
        {
            if ((manifest.Api ?? Variable(ApiVariable)) is not { } text) return PlanetScaleOptions.PlanetScale;
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
            throw Refused(PlanetScaleCodes.ApiUntrusted, $"The API's address '{text}' is no http or https address.", $"Write it like {PlanetScaleOptions.PlanetScale}, or leave it out.");
        }
    }

    /// <summary>How the API is called.</summary>
    /// <exception cref="DiagnosticException">There is no token.</exception>
    public PlanetScaleOptions Options => new()
    {
        ApiUrl = Api,
        TokenId = manifest.TokenId ?? Variable(TokenIdVariable) ?? throw NoToken(TokenIdVariable),
        Token = manifest.Token ?? Variable(TokenVariable) ?? throw NoToken(TokenVariable),
    };

    /// <summary>The default role's URL.</summary>
    /// <exception cref="DiagnosticException">There is none.</exception>
    public Secret DefaultRoleUrl => new(manifest.AdminUrl ?? Variable(AdminUrlVariable) ?? throw Refused(
        PlanetScaleCodes.DefaultRoleUrlMissing,
        $"The manifest says `admin: default`, and neither it nor {AdminUrlVariable} has the default role's URL.",
        $"Set {AdminUrlVariable} to the URL that PlanetScale shows for the default role, or remove `admin` and let Carpool make a role of its own."));

    /// <summary>Which branch of which API: what is kept for one is not used for another.</summary>
    public string Target => string.Join(' ', Api, manifest.Organization, manifest.Database, manifest.Branch);

    private string? Variable(string name) => variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private DiagnosticException NoToken(string variable) => Refused(
        PlanetScaleCodes.TokenMissing,
        $"PlanetScale's API is to be asked about {manifest}, and {variable} is not set.",
        "Make a service token in the organization's settings with read_branch, connect_production_branch and delete_production_branch_password on this database, and set PLANETSCALE_SERVICE_TOKEN_ID and PLANETSCALE_SERVICE_TOKEN to its two parts.");

    private DiagnosticException Refused(DiagnosticCode code, string message, string fix) => new(code.With(message, fix, manifest.ToString(), manifest.Location));
}

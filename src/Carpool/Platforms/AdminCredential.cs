using System.Globalization;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Platforms;

/// <summary>Carpool's own role on a branch, as it is kept between runs: sealed with the stack's key, in a file beside that.</summary>
/// <param name="Target">The branch that it is for.</param>
/// <param name="Id">What the API calls the role.</param>
/// <param name="Host">Host, and port where it is not the usual one.</param>
/// <param name="User">The login's name with the branch at its end.</param>
/// <param name="Base">The role's name inside the server.</param>
internal sealed record AdminCredential(string Target, string Id, string Host, string User, string Base, Secret Password, DateTimeOffset ExpiresAt)
{
    private const char Separator = '\n';
    private const int Fields = 7;

    /// <summary>What is kept for the stack; null where nothing is, or it does not open: it is only a cache.</summary>
    public static AdminCredential? Read(string manifestDirectory, string stack, StackKey key)
    {
        try
        {
            var opened = new CredentialVault(key).Open(IdIn(stack), File.ReadAllBytes(PathIn(manifestDirectory)));
            return opened.Reveal().Split(Separator) is { Length: Fields } fields
                ? new(fields[0], fields[1], fields[2], fields[3], fields[4], new Secret(fields[5]), DateTimeOffset.Parse(fields[6], CultureInfo.InvariantCulture))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DiagnosticException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Keeps it for the next run; where the folder takes no file, that run asks the API again.</summary>
    public void Write(string manifestDirectory, string stack, StackKey key)
    {
        var text = string.Join(Separator, Target, Id, Host, User, Base, Password.Reveal(), ExpiresAt.ToString("O", CultureInfo.InvariantCulture));
        try
        {
            KeyFile.PrepareFolder(manifestDirectory);
            OwnerOnlyFile.Replace(PathIn(manifestDirectory), new CredentialVault(key).Seal(IdIn(stack), new Secret(text)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing is lost by it
        }
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{User} until {ExpiresAt:O}";

    private static string PathIn(string manifestDirectory) => Path.Combine(Path.GetDirectoryName(KeyFile.PathIn(manifestDirectory))!, "planetscale-admin");

    private static CredentialId IdIn(string stack) => new(stack, "carpool", "admin", new RoleName("carpool"), 0);
}

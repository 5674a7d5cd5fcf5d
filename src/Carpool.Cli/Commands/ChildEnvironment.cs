using System.Globalization;
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
        child["DATABASE_URL"] = ConnectionUrl.Render(server, role.Database, role.Login, role.Password);
        child["PGHOST"] = server.Host;
        child["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture);
        child["PGUSER"] = role.Login.Value;
        child["PGPASSWORD"] = role.Password.Reveal();
        child["PGDATABASE"] = role.Database.Value;
        // Some drivers insist on TLS where nobody says that there is none; what lies between is for each of them to choose
        if (server is { IsSocket: false, SslMode: SslMode.Disable or >= SslMode.Require }) child["PGSSLMODE"] = Word(server.SslMode);
        if (server is { IsSocket: false, RootCertificate: { } file }) child["PGSSLROOTCERT"] = file;
        return child;
    }

    private static string Word(SslMode mode) => mode switch
    {
        SslMode.VerifyFull => "verify-full",
        SslMode.VerifyCa => "verify-ca",
        _ => mode.ToString().ToLowerInvariant(),
    };
}

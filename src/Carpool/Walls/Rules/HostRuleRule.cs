using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>
/// Lines of pg_hba.conf that let somebody in without proof of who it is. A socket counts where every user of the machine may open it. SQL
/// cannot mend them.
/// </summary>
internal static class HostRuleRule
{
    public static IEnumerable<Diagnostic> Find(WallView view)
    {
        foreach (var rule in view.Guards.HostRules ?? [])
        {
            var isReplication = rule.Databases.Contains("replication", StringComparer.Ordinal);
            if (rule.Method == "trust" && (rule.Type != "local" || view.Guards.HasOpenSockets))
            {
                yield return (isReplication ? WallCodes.TrustedReplication : WallCodes.Trusted).With(
                    $"Line {rule.Line} of pg_hba.conf lets whoever connects {From(rule)} be {Whom(rule)} {(isReplication ? "and copy the whole cluster" : $"in {Where(rule)}")}, without a password.",
                    "Change its method to scram-sha-256, and reload the server.",
                    $"pg_hba.conf:{rule.Line}");
            }
            else if (rule is { Method: "password", Type: "host" or "hostnossl" } && !IsLoopback(rule))
            {
                yield return WallCodes.Trusted.With(
                    $"Line {rule.Line} of pg_hba.conf takes the passwords of {Whom(rule)} over an open connection {From(rule)}, for everybody on the way to read.",
                    "Change its method to scram-sha-256 and its type to hostssl, and reload the server.",
                    $"pg_hba.conf:{rule.Line}") with
                { Severity = Severity.Warning };
            }
        }
    }

    /// <summary>What can be read, and not be judged: whom a map lets be whom stands in a file of its own.</summary>
    public static IEnumerable<Diagnostic> Unknown(WallView view) => (view.Guards.HostRules ?? []).Where(rule => rule.HasMap).Select(rule => WallCodes.Unknown.With(
        $"Line {rule.Line} of pg_hba.conf lets users of the operating system in by a map, which says whom each of them can be.", "Read pg_ident.conf.", $"pg_hba.conf:{rule.Line}"));

    private static string From(HostRule rule) => rule switch
    {
        { Type: "local" } => "through a socket of the server",
        { Address: { } address } => $"from {address}",
        _ => "from anywhere",
    };

    private static string Whom(HostRule rule) => rule.Users.Contains("all", StringComparer.Ordinal) ? "anybody, superusers too," : string.Join(", ", rule.Users);

    private static string Where(HostRule rule) => rule.Databases.Contains("all", StringComparer.Ordinal) ? "every database" : string.Join(", ", rule.Databases);

    private static bool IsLoopback(HostRule rule) => rule.Address is { } address && (address.StartsWith("127.", StringComparison.Ordinal) || address.StartsWith("::1", StringComparison.Ordinal) || address is "samehost" or "localhost");
}

using System.Security.Cryptography;
using Carpool.Credentials;
using Carpool.Diff;

namespace Carpool.Plans;

/// <summary>What two plans have in common that do the same to the same stack on the same cluster.</summary>
internal static class PlanFingerprint
{
    /// <summary>SHA-256 over the facts of the changes, in lower-case hex.</summary>
    public static string Of(string stack, ClusterIdentity cluster, IReadOnlyList<Change> changes) =>
        Convert.ToHexStringLower(SHA256.HashData(FieldEncoding.Encode("carpool plan 1", stack, PlanJson.Compactly(cluster), PlanJson.Compactly<IReadOnlyList<Change>>([.. changes.Select(Timeless)]))));

    /// <summary>What leaves is named after the moment at which it does, which is another one for whoever looks and for whoever carries it out.</summary>
    private static Change Timeless(Change change) => change is Change.Quarantine leaving ? leaving with { To = leaving.From } : change;
}

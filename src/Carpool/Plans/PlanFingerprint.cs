using System.Security.Cryptography;
using Carpool.Credentials;
using Carpool.Diff;

namespace Carpool.Plans;

/// <summary>What two plans have in common that do the same to the same stack on the same cluster.</summary>
internal static class PlanFingerprint
{
    /// <summary>SHA-256 over the facts of the changes, in lower-case hex.</summary>
    public static string Of(string stack, ClusterIdentity cluster, IReadOnlyList<Change> changes) =>
        Convert.ToHexStringLower(SHA256.HashData(FieldEncoding.Encode("carpool plan 1", stack, PlanJson.Compactly(cluster), PlanJson.Compactly(changes))));
}

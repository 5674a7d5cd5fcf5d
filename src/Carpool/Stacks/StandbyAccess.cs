using Carpool.Diagnostics;
using Carpool.Doctor.Canary;
using Carpool.Sessions;
using Npgsql;

namespace Carpool.Stacks;

/// <summary>The way to a standby of the cluster, where the environment says where one is.</summary>
internal static class StandbyAccess
{
    /// <summary>A session of its admin; null where the environment names none.</summary>
    /// <exception cref="DiagnosticException">The URL does not hold, or nobody answers there.</exception>
    public static async Task<NpgsqlConnection?> OpenAsync(StackEnvironment environment, CancellationToken cancellationToken)
    {
        if (environment.Variables.GetValueOrDefault(StandbyFlight.UrlVariable) is not { Length: > 0 } url) return null;
        var parsed = ServerAddress.Parse(url);
        var address = parsed.Value ?? throw new DiagnosticException(parsed.Diagnostics);
        return await new SessionOpener(address, environment.Log).OpenAsync(address.Database, cancellationToken);
    }
}

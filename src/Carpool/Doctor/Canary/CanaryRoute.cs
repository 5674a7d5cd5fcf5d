using Carpool.Credentials;
using Carpool.State;

namespace Carpool.Doctor.Canary;

/// <summary>Where a canary goes: one sync engine of a live app.</summary>
/// <param name="Engine">Its name in the manifest.</param>
/// <param name="Scope">What it follows.</param>
/// <param name="WantsFailover">True where its slot is to outlive a failover, and the server can keep one that does.</param>
internal sealed record CanaryRoute(App App, uint DatabaseOid, string Engine, Login Login, Secret Password, SyncScope Scope, bool WantsFailover)
{
    public DatabaseName Database => App.Database;
}

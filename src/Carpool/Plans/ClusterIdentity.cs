using Carpool.Sessions;
using Carpool.State;

namespace Carpool.Plans;

/// <summary>
/// Which cluster a plan is for. A physical copy and a branch have the same system identifier and the same object ids: what tells them
/// apart is the timeline, which a restore or a promotion counts up, and the address.
/// </summary>
/// <param name="Host">As the admin's URL has it; so are port and login, whose name can carry a platform's branch.</param>
/// <param name="SystemIdentifier">Empty where the admin may not read it.</param>
/// <param name="Timeline">Null where the admin may not read it.</param>
internal sealed record ClusterIdentity(
    string Host,
    int Port,
    RoleName Login,
    string SystemIdentifier,
    string? Timeline,
    RoleName Admin,
    uint? AdminOid,
    DatabaseName MaintenanceDatabase,
    uint? MaintenanceOid)
{
    public static ClusterIdentity Of(ServerAddress address, Server server, Surroundings surroundings) => new(
        address.Host,
        address.Port,
        new(address.UserNameOf(address.Becomes ?? address.User)),
        server.SystemIdentifier,
        server.Timeline,
        server.Admin.Name,
        surroundings.Roles.FirstOrDefault(listing => listing.Role.Name == server.Admin.Name)?.Oid,
        server.MaintenanceDatabase,
        surroundings.Databases.FirstOrDefault(listing => listing.Name == server.MaintenanceDatabase)?.Oid);
}

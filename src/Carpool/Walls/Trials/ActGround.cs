using Carpool.State;

namespace Carpool.Walls.Trials;

/// <summary>What the acts of one login aim at.</summary>
/// <param name="Admin">The role that Carpool connects as.</param>
/// <param name="Strangers">Roles of others: owners and logins of the neighbours.</param>
/// <param name="Schemas">The app's schemas: what the manifest lists, and `public`; without one that the platform leaves open to all.</param>
/// <param name="TakesChanges">False for a standby, and for a server that is configured to be read-only.</param>
internal sealed record ActGround(App App, Login Login, RoleName Admin, IReadOnlyList<RoleName> Strangers, IReadOnlyList<SchemaName> Schemas, bool TakesChanges)
{
    /// <summary>Roles that only the server itself should use: each is a power over the whole cluster.</summary>
    public IReadOnlyList<RoleName> BuiltInRoles { get; init; } = [];

    /// <summary>A session of somebody else, idle and ours, at which a signal can be aimed; null where there is none.</summary>
    public int? Decoy { get; init; }
}

/// <summary>What the session itself told of its database.</summary>
/// <param name="Role">Who it is.</param>
/// <param name="Extension">One that is there to be made, that a superuser alone may make, and that is not made yet.</param>
/// <param name="Languages">Languages in which code does what it likes on the server's machine.</param>
internal sealed record ActSight(RoleName Role, ExtensionName? Extension, IReadOnlyList<string> Languages);

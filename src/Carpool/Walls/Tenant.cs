using Carpool.State;

namespace Carpool.Walls;

/// <summary>Who shares a wall: an app of the stack, or a database of somebody else's with the roles that live in it.</summary>
/// <param name="Name">The app's name, or the database's.</param>
/// <param name="Roles">All of its roles: logins, groups, the owner.</param>
/// <param name="IsManaged">True for an app of the stack.</param>
internal sealed record Tenant(string Name, DatabaseName Database, IReadOnlySet<RoleName> Roles, bool IsManaged)
{
    /// <summary>As a message names it.</summary>
    public override string ToString() => IsManaged ? $"app {Name}" : $"database {Name}";
}

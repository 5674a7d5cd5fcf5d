namespace Carpool.State;

/// <summary>A NOLOGIN role that carries the rights of an app's `write` or `read` logins: they hold them as its members, so that a login can be replaced.</summary>
/// <param name="Access"><see cref="Access.Write"/> or <see cref="Access.Read"/>.</param>
public sealed record Group(Access Access, RoleName Name)
{
    /// <summary>The role's oid, once it exists.</summary>
    public uint? Oid { get; init; }

    /// <summary>What a group of the app with this database is called.</summary>
    public static RoleName NameOf(DatabaseName database, Access access)
    {
        ArgumentNullException.ThrowIfNull(database);
        return access switch
        {
            Access.Write => new($"{database.Value}_write"),
            Access.Read => new($"{database.Value}_read"),
            Access.App or Access.Migrate or Access.Sync => throw new ArgumentException($"Logins with access {access} have no group of their own", nameof(access)),
            _ => throw new ArgumentOutOfRangeException(nameof(access), access, null),
        };
    }
}

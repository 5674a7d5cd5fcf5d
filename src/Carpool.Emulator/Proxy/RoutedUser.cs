namespace Carpool.Emulator.Proxy;

/// <summary>The user of a connection: the role's name in SQL, the branch behind the last dot, and where the connection should go.</summary>
/// <param name="Destination">What follows |: replica, or the name of a dedicated PgBouncer; null is the primary.</param>
internal sealed record RoutedUser(string Role, string Branch, string? Destination)
{
    /// <summary>Null where no branch is named.</summary>
    public static RoutedUser? Read(string user)
    {
        var bar = user.LastIndexOf('|');
        var (login, destination) = bar < 0 ? (user, null) : (user[..bar], user[(bar + 1)..]);
        var dot = login.LastIndexOf('.');
        return dot <= 0 || dot == login.Length - 1 ? null : new(login[..dot], login[(dot + 1)..], destination);
    }
}

namespace Carpool.State;

/// <summary>A login of an app.</summary>
/// <param name="Role">The role's name in the manifest.</param>
/// <param name="Name">The login's name in the cluster.</param>
public sealed record Login(string Role, RoleName Name, Access Access)
{
    /// <summary>What ends the name of a role's second login. Nobody can ask for such a name: the manifest refuses the character.</summary>
    private const string SecondMark = "~2";

    /// <summary>The role's oid, once it exists.</summary>
    public uint? Oid { get; init; }

    /// <summary>The name the login had while the app was live; null while it is.</summary>
    public RoleName? OriginalName { get; init; }

    /// <summary>Which of a role's logins it is.</summary>
    public LoginStanding Standing { get; init; }

    /// <summary>When it came on record as replaced; null while it is handed out.</summary>
    public DateTimeOffset? ReplacedAt { get; init; }

    /// <summary>The name that it has while its app is live: its password is on record under it.</summary>
    public RoleName OwnName => OriginalName ?? Name;

    /// <summary>The name of a role's other login: they alternate between `blog_app` and `blog_app~2`.</summary>
    public static RoleName OtherName(RoleName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name.Value.EndsWith(SecondMark, StringComparison.Ordinal) ? name.Value[..^SecondMark.Length] : name.Value + SecondMark);
    }

    /// <summary>The name without what marks the other login of a role.</summary>
    internal static string FirstName(string name) => name.EndsWith(SecondMark, StringComparison.Ordinal) ? name[..^SecondMark.Length] : name;
}

/// <summary>Where a login is in the rotation of its role. All of them work.</summary>
public enum LoginStanding
{
    /// <summary>The one that is handed out.</summary>
    Current,

    /// <summary>Made, and not proved yet: nobody has its password.</summary>
    Coming,

    /// <summary>Replaced, and good until it is retired: somebody may still be using it.</summary>
    Retiring,
}

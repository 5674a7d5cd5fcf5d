namespace Carpool.State;

/// <summary>Who holds a privilege: everybody, or one role. PUBLIC is a keyword of Postgres, never a role of that name.</summary>
public abstract record Grantee : IComparable<Grantee>
{
    private Grantee()
    {
    }

    /// <summary>Every role there is and will be (oid 0 in an ACL).</summary>
    public sealed record Public : Grantee
    {
        /// <inheritdoc/>
        public override string ToString() => "PUBLIC";
    }

    /// <summary>One role.</summary>
    public sealed record Role(RoleName Name) : Grantee
    {
        /// <inheritdoc/>
        public override string ToString() => Name.Value;
    }

    /// <summary>The grantee that a catalog row names: null stands for PUBLIC.</summary>
    public static Grantee Of(string? role) => role is null ? new Public() : new Role(new RoleName(role));

    /// <summary>PUBLIC first, then roles by the bytes of their names.</summary>
    public int CompareTo(Grantee? other) => (this, other) switch
    {
        (Public, Public) => 0,
        (Public, _) => -1,
        (_, Public) => 1,
        _ => string.CompareOrdinal(ToString(), other?.ToString()),
    };
}

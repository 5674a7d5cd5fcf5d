namespace Carpool.State;

/// <summary>
/// One role's membership in another, in the terms of 16 and later: what INHERIT and SET mean there is said of 14 and 15 as well,
/// where the member's INHERIT attribute decides the one and the other is always true.
/// </summary>
/// <param name="Grantor">Who granted it; null in a desired state. From 16 one role can be a member through several grantors.</param>
public sealed record Membership(RoleName Role, RoleName Member, RoleName? Grantor, bool Inherit, bool Set, bool Admin);

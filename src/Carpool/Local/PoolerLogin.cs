using Carpool.State;

namespace Carpool.Local;

/// <summary>A login that the pooler lets in.</summary>
/// <param name="Login">The role's name.</param>
/// <param name="Verifier">The SCRAM verifier, byte for byte the one that the server holds: the pooler logs in with what it learns from it.</param>
public sealed record PoolerLogin(RoleName Login, string Verifier)
{
    /// <inheritdoc/>
    public override string ToString() => $"PoolerLogin {{ {Login}, ******** }}";
}

namespace Carpool.Emulator.State;

/// <summary>A service token.</summary>
/// <param name="Permissions">What it may do, by the platform's names; null is everything.</param>
internal sealed record TokenState(string Id, string Token, IReadOnlyList<string>? Permissions)
{
    public override string ToString() => $"TokenState {{ {Id}, ******** }}";
}

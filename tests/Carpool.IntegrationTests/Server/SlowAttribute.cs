using Xunit.v3;

namespace Carpool.IntegrationTests.Server;

/// <summary>Takes long: `./test` leaves it out, unless its name is asked for. Every deeper run has it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SlowAttribute : Attribute, ITraitAttribute
{
    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Speed", "slow")];
}

using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests;

public sealed class IdentifierTests
{
    [Fact]
    public void Counts_bytes_not_characters()
    {
        Identifier.IsValid(new string('é', 31)).ShouldBeTrue();
        Identifier.IsValid(new string('é', 32)).ShouldBeFalse();
    }
}

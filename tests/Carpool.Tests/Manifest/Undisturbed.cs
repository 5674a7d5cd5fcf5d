using Xunit;

namespace Carpool.Tests.Manifest;

/// <summary>
/// Tests that say how long something takes, after all others: a garbage collection is done by the thread that asks for it, on the account
/// of that thread, and takes the longer the more the tests beside it have allocated.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Undisturbed
{
    public const string Name = "undisturbed";
}

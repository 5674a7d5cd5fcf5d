using Carpool.IntegrationTests.Server;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCollectionOrderer(typeof(LongestFirst))]

namespace Carpool.IntegrationTests.Server;

/// <summary>Classes that take minutes begin first: one that began last would have the machine for itself at the end. `./test` says which they are.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_longest = ["CrashTests", "MigrationTests", "ManyStacksTests", "AdoptionTests", "HoleTests", "BranchTroubleTests", "BranchStoryTests", "StoryTests", "ForgedRowTests", "PackagingTests"];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var place = Array.FindIndex(s_longest, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return place < 0 ? s_longest.Length : place;
    }
}

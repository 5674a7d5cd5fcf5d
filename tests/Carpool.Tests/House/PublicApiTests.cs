using Shouldly;
using Xunit;

namespace Carpool.Tests.House;

/// <summary>
/// What the library offers changes only on purpose: PublicApi.txt is the list. With CARPOOL_GOLDEN=1 it is written anew, for a
/// developer who reads the difference before it is committed.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly string Golden = Path.Combine(Sources.Root, "tests", "Carpool.Tests", "House", "PublicApi.txt");

    [Fact]
    public void The_public_api_is_the_one_on_the_list()
    {
        var api = string.Concat(PublicApi.Of(typeof(Carpool.Stacks.Stack).Assembly).Select(line => $"{line}\n"));
        if (Environment.GetEnvironmentVariable("CARPOOL_GOLDEN") == "1")
        {
            Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", "the list is never rewritten in CI");
            File.WriteAllText(Golden, api);
        }

        api.ShouldBe(File.ReadAllText(Golden));
    }
}

namespace Carpool.IntegrationTests.Server;

/// <summary>How much of what could be tried is tried. What a depth leaves out is no part of its theories' data, and never "skipped".</summary>
public enum TestDepth
{
    /// <summary>A spread of it, in seconds: `./test`.</summary>
    Quick,

    /// <summary>All of it, in minutes: `./test --ci`.</summary>
    Ci,

    /// <summary>All of it on every version, and random trials: `./test --soak`.</summary>
    Soak,
}

/// <summary>The depth of this run of the tests.</summary>
public static class CurrentDepth
{
    extension(TestDepth)
    {
        /// <summary>CARPOOL_TEST_DEPTH, or quick.</summary>
        public static TestDepth Current => Environment.GetEnvironmentVariable("CARPOOL_TEST_DEPTH") is { Length: > 0 } word ? Enum.Parse<TestDepth>(word, ignoreCase: true) : TestDepth.Quick;
    }
}

namespace Carpool.IntegrationTests.Holes;

/// <summary>What is done to the ground, in the order of the file.</summary>
internal abstract record HoleStep
{
    private HoleStep()
    {
    }

    /// <summary>Statements of one session of the bootstrap superuser.</summary>
    internal sealed record Sql(string Database, IReadOnlyList<string> Statements) : HoleStep;

    /// <summary>A session that stays until the hole is closed.</summary>
    internal sealed record Session(string Login, string Database) : HoleStep;

    /// <summary>A line in front of all others of pg_hba.conf.</summary>
    internal sealed record HostRule(string Line) : HoleStep;
}

using Carpool.Cli.Agents;
using Carpool.Cli.Arguments;
using Carpool.Tests.Manifest;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Cli;

public sealed class AgentsSectionTests
{
    private const string Own = "# Our project\n\nUse tabs.\n";

    private static readonly GlobalArguments s_here = new(null, "carpool.yaml", new HashSet<string>(StringComparer.Ordinal), false, false, false, false, false);

    [Fact]
    public void TheRestOfTheFileStays()
    {
        var manifest = Manifests.Accepted("stack: s\ncluster: { planetscale: { organization: o, database: d, branch: dev } }\napps: [blog]");
        var first = AgentsSection.Into(Own, manifest, s_here);
        first.ShouldStartWith(Own);
        first.ShouldContain("organization `o`, database `d`, branch `dev`");
        AgentsSection.Into(first, manifest, s_here).ShouldBe(first);

        // What was written below it stays below it
        var more = first + "\n## Style\n";
        var renewed = AgentsSection.Into(more, Manifests.Accepted("cluster: local\nstack: other\napps: [blog]"), s_here with { File = "infra cars.yaml" });
        renewed.ShouldStartWith(Own);
        renewed.ShouldEndWith("\n\n## Style\n");
        renewed.ShouldNotContain("branch `dev`");
        renewed.ShouldContain("Stack `other`");
        renewed.ShouldContain("carpool preview -f 'infra cars.yaml'");
    }

    [Fact]
    public void AFileThatIsNotThereIsTheSection()
    {
        var manifest = Manifests.Accepted("stack: s\ncluster: { url: 'postgresql://admin:s3cret@h/postgres' }\napps: [blog]");
        var text = AgentsSection.Into(null, manifest, s_here);
        text.ShouldStartWith("<!-- carpool: begin -->\n");
        text.ShouldEndWith("<!-- carpool: end -->\n");
        text.ShouldNotContain("s3cret");
    }
}

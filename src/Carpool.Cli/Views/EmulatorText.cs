using Carpool.Emulator;

namespace Carpool.Cli.Views;

/// <summary>A running emulator, for people: what it is, and how to point a manifest at it.</summary>
internal static class EmulatorText
{
    public static void Write(Paper paper, PlanetScaleEmulator emulator)
    {
        var at = emulator.Endpoints;
        paper.Line(paper.Green($"A PlanetScale with Postgres {emulator.Version} runs on this machine until Ctrl-C."));
        paper.Line($"API {at.ApiUrl}, direct {at.Host}:{at.DirectPort}, pooled {at.Host}:{at.PooledPort}");
        paper.Line();
        paper.Line("Into carpool.yaml:");
        paper.Line("  cluster:");
        paper.Line("    planetscale:");
        paper.Line($"      organization: {at.Organization}");
        paper.Line($"      database: {at.Database}");
        paper.Line($"      branch: {at.Branch}");
        paper.Line($"      api: {at.ApiUrl}");
        paper.Line($"      ca: {Paper.Plain(at.CertificateFile)}");
        paper.Line();
        paper.Line("Into the shell where Carpool runs:");
        paper.Line($"  export PLANETSCALE_SERVICE_TOKEN_ID={at.ServiceTokenId}");
        paper.Line($"  export PLANETSCALE_SERVICE_TOKEN={at.ServiceToken}");
    }
}

using System.Globalization;
using Carpool.PlanetScale;

namespace Carpool.Cli.Views;

/// <summary>Each call of PlanetScale's API once it is answered, for --verbose. What it carries, and the token, are no part of an <see cref="ApiCall"/>.</summary>
internal sealed class CallLines(Paper paper)
{
    public void Write(ApiCall call)
    {
        var status = call.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer";
        paper.Line($"{paper.Dim("[planetscale]")} {Paper.Plain($"{call.Method} {call.Path}")} {status} in {call.Duration.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms");
    }
}

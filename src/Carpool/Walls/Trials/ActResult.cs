using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Trials;

/// <summary>What came of an act.</summary>
/// <param name="Role">Who the session was.</param>
/// <param name="Words">The server's own, where it had any.</param>
internal sealed record ActResult(Probe Probe, RoleName Role, Act Act, ActOutcome Outcome, string? Words)
{
    /// <summary>Null where it came out as it must.</summary>
    public Diagnostic? Finding => (Outcome, Act.MustWork) switch
    {
        (ActOutcome.Inconclusive, _) => Probe.Inconclusive($"whether it can {Act.Words} as {Role} is not known: {Words}"),
        (ActOutcome.Done, false) => WallCodes.ActDone.With(
            $"Login {Probe.Login.Name} of app {Probe.App.Name} can {Act.Words}: it was tried in database {Probe.Database}, as {Role}.", Act.Fix, Probe.Login.Name.Value) with
        { Severity = Act.StaysInside ? Severity.Warning : Severity.Error },
        (ActOutcome.Refused, true) => WallCodes.ActRefused.With(
            $"Login {Probe.Login.Name} of app {Probe.App.Name} cannot {Act.Words} in its own database {Probe.Database}, as {Role}: {Words}.", Act.Fix, Probe.Login.Name.Value),
        _ => null,
    };
}

using System.Globalization;
using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.Manifest.Grammar;
using Carpool.PlanetScale;

namespace Carpool.Platforms;

/// <summary>The parameters of the branch that a manifest names. Only the API is asked; no session is opened. Failures are DiagnosticExceptions.</summary>
public sealed class BranchParameters : IDisposable
{
    /// <summary>A change takes minutes: more often nobody has to ask.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    private readonly BranchApi _api;
    private readonly TimeProvider _clock;

    private BranchParameters(BranchApi api, TimeProvider clock) => (_api, _clock) = (api, clock);

    /// <summary>Nothing is asked yet.</summary>
    /// <param name="onCall">Hears of every call, after it; null where nobody listens.</param>
    /// <exception cref="DiagnosticException">CP5123: the cluster is no branch.</exception>
    public static BranchParameters Open(StackManifest manifest, IReadOnlyDictionary<string, string> variables, TimeProvider clock, Action<ApiCall>? onCall = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return manifest.Cluster is ClusterManifest.PlanetScale { Branch: var branch }
            ? new(new BranchApi(new BranchSettings(branch, manifest.Directory, variables), clock, onCall), clock)
            : throw new DiagnosticException(PlanetScaleCodes.NoBranch.With(
                "The manifest's cluster is no branch on PlanetScale", "Change the server's own configuration, ALTER SYSTEM SET as a superuser, or name a branch under `cluster.planetscale`."));
    }

    /// <summary>What would change, in the order in which it was asked for.</summary>
    /// <exception cref="DiagnosticException">CP5120, CP5121: a parameter is not there, or cannot have this value.</exception>
    public async Task<IReadOnlyList<ParameterEdit>> PlanAsync(IReadOnlyList<ParameterSetting> settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var known = await _api.AskAsync(branch => branch.ListParametersAsync(cancellationToken));
        var (edits, problems) = (new List<ParameterEdit>(), new List<Diagnostic>());
        foreach (var setting in settings)
        {
            var (edit, problem) = EditOf(setting, known);
            if (problem is not null) problems.Add(problem);
            else edits.Add(edit!);
        }

        return problems.Count == 0 ? edits : throw new DiagnosticException(problems);
    }

    /// <summary>Asks PlanetScale for the changes; null where nothing is to change.</summary>
    public async Task<BranchChange?> FileAsync(IReadOnlyList<ParameterEdit> edits, CancellationToken cancellationToken)
    {
        var values = edits.Where(edit => !edit.IsSo).GroupBy(edit => edit.Namespace, StringComparer.Ordinal).ToDictionary(
            group => group.Key, IReadOnlyDictionary<string, string> (group) => group.ToDictionary(edit => edit.Name, edit => edit.To, StringComparer.Ordinal), StringComparer.Ordinal);
        if (values.Count == 0) return null;
        return await _api.AskAsync(branch => branch.ChangeParametersAsync(values, cancellationToken)) is { } change ? Of(change) : null;
    }

    /// <summary>Waits until the change is over, and tells each state that it comes to.</summary>
    /// <exception cref="DiagnosticException">CP5122: it was cancelled.</exception>
    public async Task<BranchChange> WaitAsync(BranchChange change, IProgress<string> states, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(states);
        for (var now = change; ;)
        {
            states.Report(now.State);
            if (now.State == "completed") return now;
            if (now.State == "canceled")
                throw new DiagnosticException(PlanetScaleCodes.ChangeCanceled.With($"The change {now.Id} was cancelled and not carried out", "Look at the branch's changes in PlanetScale's dashboard, then run the command again.", now.Id));
            for (var before = now; now.State == before.State;)
            {
                await Task.Delay(s_look, _clock, cancellationToken);
                now = Of(await _api.AskAsync(branch => branch.GetChangeAsync(now.Id, cancellationToken)));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _api.Dispose();

    internal static (ParameterEdit? Edit, Diagnostic? Problem) EditOf(ParameterSetting setting, IReadOnlyList<Parameter> known)
    {
        var found = known.Where(one => one.Name == setting.Name && (setting.Namespace is null || one.Namespace == setting.Namespace)).ToList();
        if (found is not [{ Namespace: { } space } parameter])
        {
            return (null, PlanetScaleCodes.ParameterUnknown.With(
                found.Count == 0 ? $"The branch has no parameter '{setting.Name}'" : $"'{setting.Name}' is the name of {found.Count} parameters of the branch",
                found.Count > 0 ? $"Name one of {Nearest.Listed(found.Select(one => $"{one.Namespace}.{one.Name}"), "or")}."
                : Nearest.To(setting.Name, known.Select(one => one.Name).OfType<string>()) is { } meant ? $"Did you mean `{meant}`?" : "Name a parameter as PlanetScale's dashboard lists it.",
                setting.Name));
        }

        return ObstacleTo(parameter, setting.Value) is { } obstacle
            ? (null, PlanetScaleCodes.ParameterRefused.With($"The parameter {space}.{setting.Name} cannot be {setting.Value}: {obstacle}", "Choose another value.", setting.Name))
            : (new(space, setting.Name, parameter.Value ?? parameter.DefaultValue, setting.Value, parameter.Restart is true), null);
    }

    private static string? ObstacleTo(Parameter parameter, string value)
    {
        if (parameter.Immutable is true) return "PlanetScale lets nobody change it";
        if (parameter is { ParameterType: "select", Options: { Count: > 0 } options } && !options.Contains(value, StringComparer.Ordinal)) return $"it is one of {string.Join(", ", options)}";
        if (parameter.ParameterType is not "integer" || !long.TryParse(value, out var number)) return null;
        var (least, most) = (Bound(parameter.Min), Bound(parameter.Max));
        // Two bounds that leave nothing in between are none
        if (most <= least) return null;
        return number < least ? $"the least is {parameter.Min}" : number > most ? $"the most is {parameter.Max}" : null;
    }

    private static decimal? Bound(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) ? bound : null;

    private static BranchChange Of(ChangeRequest change) => change is { Id: { } id, State: { } state }
        ? new(id, state)
        : throw new DiagnosticException(PlanetScaleCodes.ApiUntrusted.With("What PlanetScale's API answered is no change request", "Check the API's address."));
}

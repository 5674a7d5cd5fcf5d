using System.Text.RegularExpressions;
using Carpool.Diagnostics;
using Carpool.IntegrationTests.Cli;
using Carpool.IntegrationTests.Sessions;
using Carpool.Manifest;
using Carpool.Planning;
using Carpool.Registry;
using Carpool.Stacks;
using Shouldly;
using Xunit;

namespace Carpool.IntegrationTests.RegistryStates;

/// <summary>A project's stack in this process: for many states in a row, and for a registry of another version.</summary>
internal sealed partial class OpenStack : IAsyncDisposable
{
    private static readonly IReadOnlySet<string> s_nothing = new HashSet<string>(StringComparer.Ordinal);

    private readonly Stack _stack;

    private OpenStack(Stack stack) => _stack = stack;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static RunOptions Options => new(s_nothing, s_nothing, Parallel: 1, TimeSpan.FromSeconds(10), (_, _) => Task.FromResult(true), new Unheard<RunProgress>());

    public static async Task<OpenStack> OfAsync(TempProject project, RegistryTables? tables = null)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["CARPOOL_ADMIN_URL"] = project.Environment["CARPOOL_ADMIN_URL"]! };
        var environment = new StackEnvironment(variables, new SilentLog(), new Unheard<string>(), new Unheard<ReadingProgress>(), TimeProvider.System) { Tables = tables ?? RegistryTables.Current };
        return new(await Stack.OpenAsync(ManifestLoader.Load(project.ManifestFile, variables).Value!, environment, Ct));
    }

    public Task<Plan> PreviewAsync() => _stack.PreviewAsync(s_nothing, shallow: false, triesCredentials: false, Ct);

    public Task<RunReport> UpAsync() => _stack.UpAsync(Options, Ct);

    public async Task<IReadOnlyList<string>> AppsAsync() => [.. (await _stack.ReadOutputsAsync(withReplica: false, Ct)).Apps.Select(app => app.App)];

    /// <summary>The error of that code that stops a preview.</summary>
    public async Task<Diagnostic> ErrorAsync(string code)
    {
        var stopped = await Should.ThrowAsync<DiagnosticException>(PreviewAsync());
        return stopped.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Code.Id == code) ?? throw new ShouldAssertException($"no {code} among {string.Join("; ", stopped.Diagnostics)}");
    }

    /// <summary>Adopts as the fix says: the app that it names, or all.</summary>
    public async Task<RunReport> AdoptAsync(string fix)
    {
        var words = Adoption().Match(fix);
        words.Success.ShouldBeTrue($"`carpool adopt …` in: {fix}");
        HashSet<string> apps = words.Groups["app"].Value is "--all" ? [] : [words.Groups["app"].Value];
        var report = await _stack.AdoptAsync(apps, givesUpKey: false, Options, Ct);
        report.Outcome.ShouldBe(RunOutcome.Applied, string.Join("; ", report.Diagnostics));
        return report;
    }

    public ValueTask DisposeAsync() => _stack.DisposeAsync();

    [GeneratedRegex("`carpool adopt (?<app>[^ `]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Adoption();

    private sealed class Unheard<T> : IProgress<T>
    {
        public void Report(T value)
        {
        }
    }
}

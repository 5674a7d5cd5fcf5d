using System.CommandLine;
using Carpool.Cli.Arguments;
using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.PlanetScale;
using Carpool.Sessions;
using Carpool.Stacks;

namespace Carpool.Cli.Commands;

/// <summary>One call of a command: what was typed, where it is answered, and how it ends when something goes wrong.</summary>
/// <param name="rest">What stood after --; null where there was none.</param>
internal sealed class Invocation(Terminal terminal, GlobalArguments globals, ParseResult parsed, IReadOnlyList<string>? rest, Interruption interruption)
{
    private readonly List<Diagnostic> _notes = [];
    private bool _isAnswered;

    public Terminal Terminal { get; } = terminal;

    public GlobalArguments Globals { get; private set; } = globals;

    public ParseResult Parsed { get; } = parsed;

    public IReadOnlyList<string>? Rest { get; } = rest;

    public Interruption Interruption { get; } = interruption;

    /// <summary>Where the command's result goes for people: not on stdout where that is kept for JSON.</summary>
    public Paper Results => Globals.IsJson ? Notes : Paper.On(Terminal.Out, Terminal.IsOutTerminal, this);

    /// <summary>Where all else goes for people.</summary>
    public Paper Notes => Paper.On(Terminal.Error, Terminal.IsErrorTerminal, this);

    /// <summary>True where people are glad of more than the result.</summary>
    public bool SpeaksFreely => !Globals.IsJson && !Globals.IsQuiet;

    /// <summary>True where progress is a line that is written over.</summary>
    public bool IsLive => Notes.IsLive && Globals is { IsVerbose: false, IsQuiet: false };

    /// <summary>The options that name the manifest, as they go into another command line.</summary>
    public string Place =>
        (Globals.Directory is { } directory ? $" -C {ShellWord.Of(directory)}" : "") + (Globals.File is "carpool.yaml" ? "" : $" -f {ShellWord.Of(Globals.File)}");

    /// <summary>A command line that does the same again.</summary>
    public string AsTyped(string command) =>
        command + Place + (Globals.Only.Count == 0 ? "" : $" --only {string.Join(',', Globals.Only.Select(ShellWord.Of))}");

    /// <summary>Runs the command; whatever happens becomes a few lines and an exit code.</summary>
    public async Task<int> RunAsync(Func<Invocation, CancellationToken, Task<int>> body)
    {
        // Below the line that a terminal echoes ^C on
        Interruption.Listen(() => Notes.Line((Notes.IsTerminal ? "\n" : "") + Notes.Dim("Stopping after what is under way; once more to end at once.")));
        try
        {
            var code = await body(this, Interruption.Token);
            if (Interruption.Received is not { } signal || code == ExitCode.Done) return code;
            if (!_isAnswered) ShowFailure([Interrupted()]);
            return ExitCode.Signalled + Interruption.NumberOf(signal);
        }
        catch (Exception e) when (Interruption.Received is { } signal)
        {
            // What an operation throws when it is cut short mostly says less than that it was
            ShowFailure(e is DiagnosticException { Diagnostics: var told } && told.Any(diagnostic => diagnostic.Code == ExecutionCodes.Interrupted) ? told : [Interrupted()]);
            return ExitCode.Signalled + Interruption.NumberOf(signal);
        }
        catch (OperationCanceledException) when (Interruption.Token.IsCancellationRequested)
        {
            ShowFailure([Interrupted()]);
            return ExitCode.Error;
        }
        catch (DiagnosticException e)
        {
            ShowFailure(e.Diagnostics);
            return e.Diagnostics.Any(diagnostic => IsUsage(diagnostic.Code)) ? ExitCode.WrongUsage : ExitCode.Error;
        }
        catch (ChildException e)
        {
            ShowFailure([e.Diagnostic]);
            return e.ExitCode;
        }
        catch (Exception e)
        {
            ShowFailure([Unexpected(e, Globals.IsVerbose)]);
            return ExitCode.Error;
        }
    }

    /// <summary>From now on as with --json.</summary>
    public void AnswerInJson() => Globals = Globals with { IsJson = true };

    /// <summary>Shows a result, with what was noted on the way to it.</summary>
    public void Show<T>(T result, IEnumerable<Diagnostic> diagnostics, IView<T> forPeople, IView<T> asJson)
    {
        _isAnswered = true;
        (Globals.IsJson ? asJson : forPeople).Show(result, [.. _notes.Concat(diagnostics).Distinct()]);
        _notes.Clear();
    }

    /// <summary>Shows what there is to say where there is no result; after a result, JSON's one document is written and only people hear it.</summary>
    public void ShowFailure(IReadOnlyList<Diagnostic> diagnostics)
    {
        if (_isAnswered && Globals.IsJson) new NothingForPeople(this).Show(null, diagnostics);
        else Show<object?>(null, diagnostics, new NothingForPeople(this), new NothingAsJson(Terminal.Out));
    }

    /// <summary>From now on the manifest is this one, in the same folder.</summary>
    public void TakeManifest(string file) => Globals = Globals with { File = file };

    /// <summary>Something to say beside the result, whatever that will be.</summary>
    public void Note(IEnumerable<Diagnostic> diagnostics) => _notes.AddRange(diagnostics);

    /// <summary>The manifest; one that does not hold is a DiagnosticException.</summary>
    public StackManifest LoadManifest()
    {
        var manifest = ManifestLoader.Load(Globals.ManifestPath, Terminal.Variables);
        if (!manifest.IsValid) throw new DiagnosticException(manifest.Diagnostics);
        _notes.AddRange(manifest.Diagnostics);
        return manifest.Value!;
    }

    /// <summary>The stack of the manifest, connected.</summary>
    public Task<Stack> OpenAsync(StackManifest manifest, CancellationToken cancellationToken) =>
        OpenAsync(manifest, new ReadingProgressLine(Notes, IsLive, Terminal.Clock), cancellationToken);

    /// <inheritdoc cref="OpenAsync(StackManifest, CancellationToken)"/>
    public Task<Stack> OpenAsync(StackManifest manifest, IProgress<ReadingProgress> reading, CancellationToken cancellationToken) =>
        Stack.OpenAsync(manifest, new StackEnvironment(Terminal.Variables, StatementLog, NoticeLines, reading, Terminal.Clock) { OnCall = CallLog }, cancellationToken);

    public IProgress<string> NoticeLines => new NoticeLines(Globals.IsQuiet ? null : Notes);

    /// <summary>Where calls of a platform's API are told; null unless somebody asked for it.</summary>
    public Action<ApiCall>? CallLog => Globals.IsVerbose ? new CallLines(Notes).Write : null;

    private IStatementLog StatementLog => new StatementLines(Globals.IsVerbose ? Notes : null);

    private static bool IsUsage(DiagnosticCode code) => code == ExecutionCodes.WrongUsage || code == ExecutionCodes.ConfirmationNeeded;

    private static Diagnostic Interrupted() =>
        ExecutionCodes.Interrupted.With("The command was interrupted; what was done stays done", "Run it again to go on from there.");

    /// <summary>What there is to say of an exception that nobody foresaw.</summary>
    public static Diagnostic Unexpected(Exception e, bool isVerbose) => ExecutionCodes.Unexpected.With(
        isVerbose ? $"Something went wrong that Carpool does not know: {e.GetType().Name}{Thrower(e)}" : "Something went wrong that Carpool does not know",
        isVerbose
            ? "Report it at the project's issue tracker with this line, the command and `carpool --version`."
            : "Run it again with --verbose, and report the line at the project's issue tracker with the command and `carpool --version`.");

    // The method tells where to look; the message may quote anything, a secret among it
    private static string Thrower(Exception e) => e.TargetSite is { } site ? $" in {site.DeclaringType?.Name}.{site.Name}" : "";
}

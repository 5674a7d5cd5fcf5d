using Carpool.Cli.Views.Formats;
using Carpool.Diagnostics;
using Carpool.Stacks;

namespace Carpool.Cli.Views;

/// <summary>What a format makes of the logins.</summary>
/// <param name="Texts">One for each login that the format can hold.</param>
/// <param name="Unsaid">An error for each that it cannot.</param>
internal sealed record Printout(IReadOnlyList<string> Texts, IReadOnlyList<Diagnostic> Unsaid)
{
    /// <summary>Two logins that would have one name in the format are a DiagnosticException: the last one would win unseen.</summary>
    public static Printout Of(OutputsFormat format, IReadOnlyList<AppOutputs> apps, bool isOneApp, bool showSecrets)
    {
        var meant = PrintedLogin.Of(apps, isOneApp, showSecrets).Where(login => format.Engine is null || login.Sync?.Preset.Name == format.Engine).ToList();
        if (format.Engine is { } engine && meant.Count == 0) throw new DiagnosticException(NoEngine(format, engine));
        var logins = meant.Select(login => (Login: login, Obstacle: format.ObstacleTo(login))).ToList();
        IReadOnlyList<PrintedLogin> sayable = [.. logins.Where(one => one.Obstacle is null).Select(one => one.Login)];
        if (format.NameOf is { } nameOf) RequireDistinct(sayable, nameOf);
        return new([.. sayable.Select(format.Write)], [.. from one in logins where one.Obstacle is not null select CannotSay(format, one.Login, one.Obstacle)]);
    }

    public override string ToString() => nameof(Printout);

    private static void RequireDistinct(IReadOnlyList<PrintedLogin> logins, Func<PrintedLogin, string> nameOf)
    {
        if (logins.GroupBy(nameOf, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is not { } alike) return;
        throw new DiagnosticException(ExecutionCodes.VariablesCollide.With(
            $"'{alike.First()}' and '{alike.ElementAt(1)}' would both be {alike.Key}", "Ask for one app at a time: `carpool outputs APP`.", alike.Key));
    }

    private static Diagnostic NoEngine(OutputsFormat format, string engine) => ExecutionCodes.FormatCannotSay.With(
        $"--format {format.Name} is for sync engines of the preset {engine}, and there is none", $"Add `sync: {{ {engine}: {{}} }}` to an app and run `carpool up`, or use another format.", engine);

    private static Diagnostic CannotSay(OutputsFormat format, PrintedLogin login, string obstacle) => ExecutionCodes.FormatCannotSay.With(
        $"'{login}' is left out, for --format {format.Name} cannot hold it: {obstacle}", "Use --format url, or another that can.", $"{login}");
}

using Carpool.Cli.Arguments;
using Carpool.Diagnostics;
using Carpool.Stacks;

namespace Carpool.Cli.Commands;

/// <summary>The app that APP or APP/ROLE on a command line names, among those that are live.</summary>
internal static class LiveApp
{
    /// <summary>The app with the role that is named, or with all of them; a name that is none is a DiagnosticException.</summary>
    public static AppOutputs Narrow(IReadOnlyList<AppOutputs> apps, AppRole named)
    {
        var app = apps.FirstOrDefault(app => app.App == named.App)
            ?? throw new DiagnosticException(OnlyApps.Unknown(named.App, [.. apps.Select(app => app.App)]));
        return named.Role is null ? app : app with { Roles = [RoleOf(app, named.Role)] };
    }

    /// <summary>An app whose passwords are not all known stands in no list: what is wrong with it is a DiagnosticException.</summary>
    public static void RequirePasswords(StackOutputs outputs, string app)
    {
        var problems = outputs.Diagnostics.Where(problem => problem.Subject == app).ToList();
        if (problems.Count > 0) throw new DiagnosticException(problems);
    }

    /// <summary>The role that is named, or the app's first.</summary>
    public static RoleOutputs FirstRole(IReadOnlyList<AppOutputs> apps, AppRole named) =>
        Narrow(apps, named).Roles is [var first, ..] ? first : throw WithoutRoles(named.App);

    private static DiagnosticException WithoutRoles(string app) =>
        new(ExecutionCodes.UnknownRole.With($"The app '{app}' has no login yet", "Run `carpool up` first.", app));

    private static RoleOutputs RoleOf(AppOutputs app, string name)
    {
        var roles = app.Roles.Select(role => role.Role).ToList();
        if (roles.Count == 0) throw WithoutRoles(app.App);
        return app.Roles.FirstOrDefault(role => role.Role == name) ?? throw new DiagnosticException(ExecutionCodes.UnknownRole.With(
            $"The app '{app.App}' has no role '{name}'",
            OnlyApps.Choice(name, roles),
            $"{app.App}/{name}"));
    }
}

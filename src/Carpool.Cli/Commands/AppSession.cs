using Carpool.Cli.Arguments;
using Carpool.Diagnostics;

namespace Carpool.Cli.Commands;

/// <summary>What a child needs to be an app. Nothing of the stack is open any more when it starts.</summary>
internal static class AppSession
{
    public static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(Invocation invocation, AppRole named, bool isPooled, CancellationToken cancellationToken)
    {
        if (invocation.Globals.IsJson)
            throw new DiagnosticException(ExecutionCodes.WrongUsage.With("With --json, stdout is a JSON document, and here it belongs to the command that is run", "Leave --json out."));
        var manifest = invocation.LoadManifest();
        await using var stack = await invocation.OpenAsync(manifest, cancellationToken);
        var outputs = await stack.ReadOutputsAsync(withReplica: false, cancellationToken);
        LiveApp.RequirePasswords(outputs, named.App);
        var role = LiveApp.FirstRole(outputs.Apps, named);
        if (isPooled && role.Pooled is null)
            throw new DiagnosticException(ExecutionCodes.PoolerMissing.With($"There is no pooler to reach '{named}' through", "Leave --pooled out, or name one under `cluster: pooler:`.", $"{named}"));
        return ChildEnvironment.Of(invocation.Terminal.Variables, role, isPooled ? role.Pooled! : role.Direct, AdminSecrets.Of(manifest, invocation.Terminal.Variables));
    }
}

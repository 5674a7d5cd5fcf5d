using Carpool.Diagnostics;
using Carpool.Planning;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// A real login: the credential works, and the session is the owner's from its first statement. A missing membership, or a minor version
/// that ignores the setting (17.1), would be a warning that nobody sees, and every object would belong to the login.
/// </summary>
internal static class LoginProof
{
    // Where the server counts: its message may be in any language, and its code is that of a full server too
    private const string LoginLimit = "InitializeSessionUserId";
    private const string DatabaseLimit = "CheckMyDatabase";

    private static readonly DiagnosticCode[] Refusals =
    [
        PlatformCodes.LoginRefused, PlatformCodes.LoginNotAllowed, PlatformCodes.DatabaseForbidden, PlatformCodes.DatabaseMissing, PlatformCodes.DatabaseClosed, PlatformCodes.DatabaseInvalid,
    ];

    /// <summary>Null where all is well.</summary>
    public static async Task<Diagnostic?> TryAsync(Step.Prove step, SessionOpener opener, StackRegistry registry, IStatementLog log, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await opener.OpenAsync(step.Database, step.Login.Name, registry.PasswordOf(step.App!, step.Database, step.Login), cancellationToken);
            var who = await session.ReadAsync(log, "SELECT CURRENT_USER::pg_catalog.text", row => new RoleName(row.GetString(0)), cancellationToken);
            return who.Single() == step.SessionRole
                ? null
                : ExecutionCodes.NotOwner.With(
                    $"Login {step.Login.Name} works, but its sessions in {step.Database} start as {who.Single()}, not as {step.SessionRole}.",
                    "Upgrade the server if it is 14.14, 15.9, 16.5 or 17.1, which ignore ALTER ROLE … SET role; else run `carpool up` again.",
                    step.App);
        }
        catch (DiagnosticException failure) when (Refusals.Contains(failure.Diagnostics[0].Code))
        {
            return ExecutionCodes.LoginFails.With(
                $"Login {step.Login.Name} was set up and does not get in: {failure.Diagnostics[0].Message}", failure.Diagnostics[0].Fix, step.App);
        }
        catch (DiagnosticException full) when (full.InnerException is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections, Routine: LoginLimit or DatabaseLimit })
        {
            return ExecutionCodes.LoginNotTried.With(
                $"Login {step.Login.Name} was not tried: app {step.App} has all of its connections to {step.Database} in use.", "Run `carpool verify` when the app leaves one free.", step.App);
        }
        catch (DiagnosticException failure)
        {
            // A server that is full or gone says nothing about the login
            return failure.Diagnostics[0] with { Subject = step.App };
        }
    }
}

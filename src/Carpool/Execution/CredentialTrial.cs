using System.Collections.Concurrent;
using Carpool.Diagnostics;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// Logs in with every password on record, to find those that somebody changed. Only 28P01 says so; the server gives it before it looks at
/// anything else, so that a missing CONNECT proves the password good. Whatever else comes says nothing.
/// </summary>
internal static class CredentialTrial
{
    /// <summary>The logins that are refused, and what could not be tried.</summary>
    public static async Task<(IReadOnlyList<RoleName> Refused, IReadOnlyList<Diagnostic> NotTried)> RunAsync(
        IEnumerable<(App App, Login Login)> logins, StackRegistry registry, SessionOpener opener, int lanes, CancellationToken cancellationToken)
    {
        var refused = new ConcurrentBag<RoleName>();
        var notTried = new ConcurrentBag<Diagnostic>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(logins, options, async (tried, ct) =>
        {
            var (app, login) = tried;
            try
            {
                await using var session = await opener.OpenAsync(app.Database, login.Name, registry.PasswordOf(app.Name, app.Database, login), ct);
            }
            catch (DiagnosticException failure)
            {
                switch ((failure.InnerException as PostgresException)?.SqlState)
                {
                    case PostgresErrorCodes.InvalidPassword:
                        refused.Add(login.Name);
                        break;
                    case PostgresErrorCodes.InsufficientPrivilege:
                        break;
                    default:
                        notTried.Add(ExecutionCodes.PasswordNotTried.With(
                            $"Login {login.Name} of app {app.Name} could not be tried: {failure.Diagnostics[0].Message}", failure.Diagnostics[0].Fix, app.Name));
                        break;
                }
            }
        });
        return ([.. refused.OrderBy(login => login.Value, StringComparer.Ordinal)], [.. notTried.OrderBy(diagnostic => diagnostic.Message, StringComparer.Ordinal)]);
    }
}

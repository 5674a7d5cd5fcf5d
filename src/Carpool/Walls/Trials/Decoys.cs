using Carpool.Diagnostics;
using Carpool.Registry;
using Carpool.Sessions;
using Carpool.State;
using Npgsql;

namespace Carpool.Walls.Trials;

/// <summary>
/// Sessions of our own at which the logins of others aim a signal: idle ones, whom a cancel does no harm. A superuser's would prove
/// nothing, for only another may signal it; then two apps lend a login, one for the other and for everybody else.
/// </summary>
internal sealed class Decoys(IReadOnlyList<Decoy> all, IReadOnlyList<NpgsqlConnection> sessions) : IAsyncDisposable
{
    private const int Wanted = 2;

    /// <summary>Whose they are.</summary>
    public IReadOnlyList<Decoy> All => all;

    /// <summary>How many connections they take.</summary>
    public int Held => sessions.Count;

    /// <summary>Opens them, where the server has room. Without one the act is left out.</summary>
    /// <param name="unfit">Logins that lend none: their connections are counted, or they are superusers.</param>
    public static async Task<Decoys> OpenAsync(
        SessionOpener opener, NpgsqlConnection maintenance, StackRegistry registry, Server server, IReadOnlyList<App> live, IReadOnlySet<RoleName> unfit, int lanes, CancellationToken cancellationToken)
    {
        if (!server.Admin.IsSuperuser) return new([new(server.Admin.Name, maintenance.ProcessID)], []);
        var decoys = new List<Decoy>();
        var sessions = new List<NpgsqlConnection>();
        var lenders = live.Select(app => (App: app, Login: app.CurrentLogins.FirstOrDefault(login => !unfit.Contains(login.Name))));
        foreach (var (app, login) in lenders.Where(lender => lender.Login is not null).Take(server.FreeConnections >= lanes + Wanted ? Wanted : 0))
        {
            try
            {
                var session = await opener.OpenOnceAsync(app.Database, login!.Name, registry.PasswordOf(app.Name, app.Database, login), cancellationToken);
                sessions.Add(session);
                decoys.Add(new(app.SessionRoleOf(login), session.ProcessID));
            }
            catch (DiagnosticException)
            {
                // The login's own trial says why
            }
        }

        return new(decoys, sessions);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var session in sessions) await session.DisposeAsync();
    }
}

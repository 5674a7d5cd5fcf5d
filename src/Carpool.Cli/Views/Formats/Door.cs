using Carpool.Credentials;
using Carpool.Sessions;
using Carpool.Stacks;
using Carpool.State;

namespace Carpool.Cli.Views.Formats;

/// <summary>One way in: where, as whom, and the password as it may be shown.</summary>
internal sealed record Door(ServerAddress Server, DatabaseName Database, RoleName Login, Secret Secret, bool ShowsSecret)
{
    /// <summary>A role's, at the server itself or at the pooler.</summary>
    public static Door Of(RoleOutputs role, ServerAddress server, bool showsSecret) => new(server, role.Database, role.Login, role.Password, showsSecret);

    /// <summary>The login's name as a client has to give it here: some platforms want more of it than Postgres knows.</summary>
    public string UserName => Server.UserNameOf(Login);

    /// <summary>The password, or its mask.</summary>
    public string Password => ShowsSecret ? Secret.Reveal() : Secret.Mask;

    /// <summary>The same for a URL. The mask stays readable.</summary>
    public string UrlPassword => ShowsSecret ? UrlText.Encode(Secret.Reveal()) : Secret.Mask;

    /// <summary>As libpq reads it, and most drivers.</summary>
    public string Url => ShowsSecret ? ConnectionUrl.Render(Server, Database, Login, Secret) : ConnectionUrl.RenderMasked(Server, Database, Login);

    public override string ToString() => ConnectionUrl.RenderMasked(Server, Database, Login);
}

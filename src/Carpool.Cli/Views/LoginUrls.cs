using Carpool.Sessions;
using Carpool.Stacks;

namespace Carpool.Cli.Views;

/// <summary>The URLs of a login, masked unless somebody asked for secrets.</summary>
internal sealed record LoginUrls(string Direct, string? Pooled)
{
    public static LoginUrls Of(RoleOutputs role, bool showSecrets) => showSecrets
        ? new(role.DirectUrl, role.PooledUrl)
        : new(
            ConnectionUrl.RenderMasked(role.Direct, role.Database, role.Login),
            role.Pooled is { } pooled ? ConnectionUrl.RenderMasked(pooled, role.Database, role.Login) : null);

    public override string ToString() => nameof(LoginUrls);
}

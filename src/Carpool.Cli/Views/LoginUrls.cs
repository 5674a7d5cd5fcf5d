using Carpool.Cli.Views.Formats;
using Carpool.Stacks;

namespace Carpool.Cli.Views;

/// <summary>The URLs of a login, masked unless somebody asked for secrets.</summary>
internal sealed record LoginUrls(string Direct, string? Pooled, string? Replica)
{
    public static LoginUrls Of(RoleOutputs role, bool showSecrets) =>
        new(
            Door.Of(role, role.Direct, showSecrets).Url,
            role.Pooled is { } pooler ? Door.Of(role, pooler, showSecrets).Url : null,
            role.Replica is { } replica ? Door.Of(role, replica, showSecrets).Url : null);

    public override string ToString() => nameof(LoginUrls);
}

using Carpool.Credentials;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>How the world connects to the apps of a stack.</summary>
/// <param name="Apps">Live ones, in the order of the manifest.</param>
/// <param name="Diagnostics">Errors about live apps that are left out: a password is not on record, or does not open.</param>
public sealed record StackOutputs(IReadOnlyList<AppOutputs> Apps, IReadOnlyList<Diagnostics.Diagnostic> Diagnostics);

/// <summary>How the world connects to an app.</summary>
/// <param name="Roles">In the order of the manifest; the first one is the app's own.</param>
public sealed record AppOutputs(string App, DatabaseName Database, IReadOnlyList<RoleOutputs> Roles);

/// <summary>How the world connects as one role.</summary>
/// <param name="Direct">Host and port of the server itself.</param>
/// <param name="Pooled">Of the pooler, or null where there is none.</param>
public sealed record RoleOutputs(string Role, RoleName Login, DatabaseName Database, Secret Password, Sessions.ServerAddress Direct, Sessions.ServerAddress? Pooled)
{
    /// <summary>Of a replica to read from, or null where none is known.</summary>
    public Sessions.ServerAddress? Replica { get; init; }

    /// <summary>The sync engine whose login it is; null for any other.</summary>
    public Manifest.SyncManifest? Sync { get; init; }

    /// <summary>The direct URL, with the password.</summary>
    public string DirectUrl => Sessions.ConnectionUrl.Render(Direct, Database, Login, Password);

    /// <summary>The pooled URL, with the password, or null.</summary>
    public string? PooledUrl => Pooled is null ? null : Sessions.ConnectionUrl.Render(Pooled, Database, Login, Password);

    /// <summary>Without the URLs: a record would print them, and the password with them.</summary>
    public override string ToString() => $"{Role}: {Login} in {Database}";
}

using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest;

/// <summary>One login of an app. <paramref name="Connections"/> is the login's own limit; null is no limit.</summary>
public sealed record RoleManifest(string Name, RoleName Login, Access Access, int? Connections, SourceLocation Location)
{
    /// <summary>Settings of the login's sessions in its app's database; what `defaults` say is among them.</summary>
    public IReadOnlyList<SettingManifest> Settings { get; init; } = [];

    /// <summary>The sync engine whose login it is; null for any other.</summary>
    public SyncManifest? Sync { get; init; }

    /// <summary>The access of the group that it needs; null where it needs none. A sync engine that publishes nothing itself reads like any reader.</summary>
    internal Access? GroupAccess => Access.HasGroup ? Access : Sync is { Mode: SyncMode.Manual } ? State.Access.Read : null;

    /// <summary>Which of the role's logins it is. As it stands in the file, a role has one.</summary>
    public LoginStanding Standing { get; init; }

    /// <summary>When that login was replaced; null while it is handed out.</summary>
    public DateTimeOffset? ReplacedAt { get; init; }
}

namespace Carpool.Local;

/// <summary>What one kind of local cluster has of its own: Carpool's for an app under development, and the emulator's, which is set up like a platform.</summary>
/// <param name="Superuser">Whom initdb makes.</param>
/// <param name="ServerSettings">The server's settings, asked for at each start.</param>
/// <param name="PoolerSettings">PgBouncer's, from its folder, its own port and the server's.</param>
/// <param name="ServerPorts">Where the range of the server's port begins.</param>
/// <param name="PoolerPorts">Where the range of PgBouncer's begins.</param>
/// <param name="OldestMajor">The oldest version that new data is made with.</param>
internal sealed record LocalSetup(string Superuser, Func<string> ServerSettings, Func<LocalFolder, int, int, string> PoolerSettings, int ServerPorts, int PoolerPorts, int OldestMajor)
{
    /// <summary>The cluster of `cluster: local`.</summary>
    public static LocalSetup Carpool { get; } = new("postgres", Local.ServerSettings.Render, PoolerFiles.Settings, 5500, 6500, PostgresBinaries.OldestMajor);
}

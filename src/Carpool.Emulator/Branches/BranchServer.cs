using Carpool.Local;
using Carpool.State;
using Npgsql;

namespace Carpool.Emulator.Branches;

/// <summary>The Postgres server of a branch and the PgBouncer beside it.</summary>
internal sealed class BranchServer(string id, string dataFolder, LocalEnvironment environment, IProgress<string> progress, BranchSettings settings) : IDisposable
{
    private readonly LocalFolder _folder = FolderOf(id, dataFolder, environment);
    private readonly SemaphoreSlim _poolerGate = new(1);
    private List<PoolerLogin> _poolerLogins = [];

    public string Id { get; } = id;

    public int Port { get; private set; }

    /// <summary>Null where the machine has no PgBouncer.</summary>
    public int? PoolerPort { get; private set; }

    public string Version { get; private set; } = "";

    public LocalFolder Folder => _folder;

    private LocalPooler Pooler => new(_folder, environment, settings.Setup);

    /// <summary>Each branch's server lives where a local cluster of a folder of its name would.</summary>
    public static LocalFolder FolderOf(string id, string dataFolder, LocalEnvironment environment) =>
        LocalFolder.Find(Path.Combine(dataFolder, "branches", id), environment);

    /// <summary>Starts both anew: what an emulator that was killed left running has the settings of then.</summary>
    public Task StartAsync(CancellationToken ct) => LocalFailure.ReportAsync(async () =>
    {
        Directory.CreateDirectory(_folder.ManifestDirectory);
        await using var held = await LocalLock.TakeAsync(_folder, progress, ct);
        if (Directory.Exists(_folder.Root)) await EndAsync(ct);
        if (File.Exists(_folder.PoolerUsers)) File.Delete(_folder.PoolerUsers);
        _poolerLogins = [];
        await new LocalStart(_folder, environment, progress, settings.Setup).RunAsync(ct);
        var choices = LocalChoices.Read(_folder);
        (Port, Version) = (choices.Port!.Value, choices.Version!);
        PoolerPort = Pooler.Program is null ? null : choices.PoolerPort;
    });

    /// <summary>Brings changed settings into force. A restart cuts direct sessions off; PgBouncer stays up and holds its clients.</summary>
    public Task ApplyAsync(bool restarts, CancellationToken ct) => LocalFailure.ReportAsync(async () =>
    {
        await using var held = await LocalLock.TakeAsync(_folder, progress, ct);
        var user = ServerUser.Find(LocalChoices.Read(_folder).User);
        if (PoolerPort is { } port && Pooler.Living(user) is { } pooler && !Pooler.IsOn(port, Port))
        {
            PrivateFile.Write(_folder.PoolerSettings, settings.Setup.PoolerSettings(_folder, port, Port), user);
            Posix.Signal(pooler, Posix.SigHup);
        }

        var server = new PostgresServer(_folder);
        if (restarts)
        {
            await server.StopAsync(ct);
            await new LocalStart(_folder, environment, progress, settings.Setup).RunAsync(ct);
        }
        else if (server.Ready is { } ready)
        {
            PrivateFile.Write(_folder.ServerSettings, settings.RenderServer(), user);
            Posix.Signal(ready.ProcessId, Posix.SigHup);
        }
    });

    /// <summary>Copies the data of another branch's server while that one runs, as its own way to back up allows. The copy is not started.</summary>
    public Task CopyFromAsync(BranchServer source, CancellationToken ct) => LocalFailure.ReportAsync(async () =>
    {
        var user = ServerUser.Find(LocalChoices.Read(source._folder).User);
        Directory.CreateDirectory(_folder.ManifestDirectory);
        _folder.Prepare(user);
        await using var session = await source.OpenAsync("postgres", ct);
        await PlatformSetup.RunAsync(session, $"SELECT pg_backup_start('branch', true)", ct);
        await CopyAsync(source._folder.Data, _folder.UnfinishedData, ct);
        await using (var command = new NpgsqlCommand("SELECT labelfile FROM pg_backup_stop(false)", session))
            PrivateFile.Write(Path.Combine(_folder.UnfinishedData, "backup_label"), (string)(await command.ExecuteScalarAsync(ct))!, user);
        await CopyAsync(Path.Combine(source._folder.Data, "pg_wal", "."), Path.Combine(_folder.UnfinishedData, "pg_wal"), ct);
        File.Delete(Path.Combine(_folder.UnfinishedData, "postmaster.pid"));
        File.Delete(Path.Combine(_folder.UnfinishedData, "postmaster.opts"));
        PrivateFile.Write(_folder.Password, await File.ReadAllTextAsync(source._folder.Password, ct));
        (LocalChoices.Read(source._folder) with { Port = null, PoolerPort = null }).Write(_folder);
        Directory.Move(_folder.UnfinishedData, _folder.Data);
    });

    /// <summary>Ends the server and deletes its data for good.</summary>
    public async Task DestroyAsync(CancellationToken ct)
    {
        await new LocalCluster(_folder.ManifestDirectory, environment, progress).DestroyAsync(ct);
        Directory.Delete(_folder.ManifestDirectory, recursive: true);
    }

    public Task StopAsync(CancellationToken ct) => LocalFailure.ReportAsync(async () =>
    {
        if (!Directory.Exists(_folder.Root)) return;
        await using var held = await LocalLock.TakeAsync(_folder, progress, ct);
        await EndAsync(ct);
    });

    /// <summary>A session as pscale_admin.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken ct)
    {
        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = database,
            Username = "pscale_admin",
            Password = (await File.ReadAllTextAsync(_folder.Password, ct)).Trim(),
            SslMode = Npgsql.SslMode.Disable,
            Pooling = false,
            ApplicationName = "pscale",
        }.ConnectionString);
        await session.OpenAsync(ct);
        return session;
    }

    /// <summary>
    /// Brings PgBouncer's list of logins to what the server holds. Roles come by the API and by SQL alike, so it is done before each
    /// pooled connection; the list is written, and read by PgBouncer, where something changed.
    /// </summary>
    public async Task RefreshPoolerAsync(CancellationToken ct)
    {
        await _poolerGate.WaitAsync(ct);
        try
        {
            var logins = new List<PoolerLogin>();
            await using (var session = await OpenAsync("pscale_pgbouncer", ct))
            {
                await using var command = new NpgsqlCommand(
                    "SELECT rolname, rolpassword FROM pg_catalog.pg_authid WHERE rolcanlogin AND rolpassword LIKE 'SCRAM-SHA-256$%' ORDER BY rolname", session);
                await using var reader = await command.ExecuteReaderAsync(ct);
                while (await reader.ReadAsync(ct)) logins.Add(new(new RoleName(reader.GetString(0)), reader.GetString(1)));
            }

            if (logins.SequenceEqual(_poolerLogins)) return;
            await Pooler.ReplaceUsersAsync(logins, ServerUser.Find(LocalChoices.Read(_folder).User), ct);
            _poolerLogins = logins;
        }
        finally
        {
            _poolerGate.Release();
        }
    }

    public void Dispose() => _poolerGate.Dispose();

    /// <summary>Files that come and go while they are copied are no failure: the log that is copied last makes up for them.</summary>
    private static async Task CopyAsync(string from, string to, CancellationToken ct)
    {
        var outcome = await ChildProgram.RunAsync("/bin/cp", ["-a", from, to], "/", ct);
        if (!outcome.IsSuccess && !outcome.Error.Contains("No such file", StringComparison.Ordinal)) throw new IOException($"'{from}' could not be copied: {outcome.Complaint}");
    }

    private async Task EndAsync(CancellationToken ct)
    {
        await Pooler.StopAsync(ServerUser.Find(LocalChoices.Read(_folder).User), ct);
        await new PostgresServer(_folder).StopAsync(ct);
    }
}

using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.State;
using Npgsql;
using Npgsql.Replication;

namespace Carpool.Sessions;

/// <summary>Opens sessions on one server, for one use each. Every failure is a <see cref="DiagnosticException"/> of CP5xxx.</summary>
/// <param name="address">The server, with the admin's own login.</param>
/// <param name="log">Hears every statement.</param>
/// <param name="applicationName">What others see of the sessions in pg_stat_activity.</param>
public sealed class SessionOpener(ServerAddress address, IStatementLog log, string applicationName = "carpool")
{
    private const int OldestMajorVersion = 14;
    private const int Attempts = 20;
    private const int TimeoutSeconds = 15;
    private const int KeepAliveSeconds = 30;
    private const int LoginCommandSeconds = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Which pins the server knows; null until its first session tells
    private volatile StrongBox<int>? _majorVersion;

    // A superuser's later sessions start with event triggers off: some run at login
    private volatile bool _isSuperuser;

    /// <summary>The server, with the admin's own login.</summary>
    public ServerAddress Address => address;

    /// <summary>Opens sessions that others see under another name, and knows of the server what this one does.</summary>
    internal SessionOpener As(string name) => new(address, log, name) { _majorVersion = _majorVersion, _isSuperuser = _isSuperuser };

    /// <summary>A session of the admin whose settings no database's owner can bend; the caller disposes it.</summary>
    public async Task<NpgsqlConnection> OpenAsync(DatabaseName database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        try
        {
            return await OpenPinnedAsync(database, cancellationToken);
        }
        catch (DiagnosticException ended) when (ended.InnerException is PostgresException { SqlState: SessionPins.TransactionTimeout })
        {
            // The first session is opened before the version is known, and a short transaction_timeout can end it; the second is pinned against
            // that too. Only a server that knows the setting says so
            _majorVersion ??= new StrongBox<int>(SessionPins.FirstWithTransactionTimeout);
            return await OpenPinnedAsync(database, cancellationToken);
        }
    }

    private async Task<NpgsqlConnection> OpenPinnedAsync(DatabaseName database, CancellationToken cancellationToken)
    {
        var settings = SettingsFor(database, address.User, address.Password);
        settings.Options = SessionPins.StartupOptions(_majorVersion?.Value, _isSuperuser, address.Becomes);
        var session = await ConnectAsync(settings, database, address.User, cancellationToken);
        _majorVersion = new StrongBox<int>(session.PostgreSqlVersion.Major);
        try
        {
            await ProvePinsAsync(session, database, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>A session of a tenant's login, direct: as the app gets it, with the `role` that the server itself sets.</summary>
    public Task<NpgsqlConnection> OpenAsync(DatabaseName database, RoleName login, Secret password, CancellationToken cancellationToken) =>
        ConnectAsync(SettingsForLogin(database, login, password), database, login, cancellationToken);

    /// <summary>The same, but as the login itself, whatever `role` the server would set.</summary>
    internal Task<NpgsqlConnection> OpenAsItselfAsync(DatabaseName database, RoleName login, Secret password, CancellationToken cancellationToken)
    {
        var settings = SettingsForLogin(database, login, password);
        settings.Options = SessionPins.OwnLoginOptions(_majorVersion?.Value);
        return ConnectAsync(settings, database, login, cancellationToken);
    }

    /// <summary>The same, but a full server is not waited for: who tries many logins has a pace of its own.</summary>
    internal Task<NpgsqlConnection> OpenOnceAsync(DatabaseName database, RoleName login, Secret password, CancellationToken cancellationToken) =>
        ConnectOnceAsync(SettingsForLogin(database, login, password), database, login, cancellationToken);

    /// <summary>A session of a tenant's login through a pooler, at whose address this opener stands: poolers refuse settings at start-up, so there are none.</summary>
    public Task<NpgsqlConnection> OpenPooledAsync(DatabaseName database, RoleName login, Secret password, CancellationToken cancellationToken)
    {
        var settings = SettingsFor(database, login, password);
        settings.CommandTimeout = LoginCommandSeconds;
        return ConnectAsync(settings, database, login, cancellationToken);
    }

    /// <summary>A replication connection of a tenant's login, direct, as a consumer of changes opens it. Failures are the driver's.</summary>
    /// <param name="lockTimeout">How long the making of a slot waits for transactions that are under way.</param>
    internal async Task<LogicalReplicationConnection> OpenReplicationAsync(DatabaseName database, RoleName login, Secret password, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        var settings = SettingsFor(database, login, password);
        settings.Options = $"-c lock_timeout={(int)lockTimeout.TotalMilliseconds}";
        while (true)
        {
            var connection = new LogicalReplicationConnection(settings.ConnectionString);
            try
            {
                await connection.Open(cancellationToken);
                return connection;
            }
            catch (PostgresException refusal) when (IsTlsWorthTrying(refusal, settings))
            {
                await connection.DisposeAsync();
                settings.SslMode = Npgsql.SslMode.Prefer;
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
    }

    private NpgsqlConnectionStringBuilder SettingsForLogin(DatabaseName database, RoleName login, Secret password)
    {
        var settings = SettingsFor(database, login, password);
        settings.CommandTimeout = LoginCommandSeconds;

        // Of many commands that are sent at once, which one failed
        settings.IncludeFailedBatchedCommand = true;
        settings.Options = SessionPins.LoginOptions(_majorVersion?.Value);
        return settings;
    }

    private NpgsqlConnectionStringBuilder SettingsFor(DatabaseName database, RoleName login, Secret? password) => new()
    {
        Host = address.Host,
        Port = address.Port,
        Database = database.Value,
        Username = address.UserNameOf(login),
        Password = password?.Reveal(),
        SslMode = TlsOf(address),
        RootCertificate = address.RootCertificate,
        GssEncryptionMode = GssEncryptionMode.Disable,
        ApplicationName = applicationName,
        Pooling = false,
        Enlist = false,
        Timeout = TimeoutSeconds,
        CommandTimeout = 0,
        KeepAlive = KeepAliveSeconds,
        TcpKeepAlive = true,
        IncludeErrorDetail = false,
        // Said so that the environment (PGTZ, PGCLIENTENCODING) does not say it.
        Timezone = "UTC",
        ClientEncoding = "UTF8",
    };

    private static Npgsql.SslMode TlsOf(ServerAddress server) => server switch
    {
        { IsSocket: true } => Npgsql.SslMode.Disable,
        // Nothing leaves the machine, and an unverified handshake would cost as much as the login: only if the server insists.
        { IsLoopback: true, SslMode: SslMode.Prefer } => Npgsql.SslMode.Disable,
        _ => Enum.Parse<Npgsql.SslMode>(server.SslMode.ToString(), ignoreCase: true),
    };

    private bool IsTlsWorthTrying(PostgresException refusal, NpgsqlConnectionStringBuilder tried) =>
        refusal.SqlState is PostgresErrorCodes.InvalidAuthorizationSpecification
        && tried.SslMode == Npgsql.SslMode.Disable
        && address is { IsSocket: false, SslMode: SslMode.Prefer };

    /// <summary>A backend holds its place a moment longer than its client: where none is free, one of our own may be about to be.</summary>
    private async Task<NpgsqlConnection> ConnectAsync(NpgsqlConnectionStringBuilder settings, DatabaseName database, RoleName login, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ConnectOnceAsync(settings, database, login, cancellationToken);
            }
            catch (DiagnosticException full) when (attempt < Attempts && full.Diagnostics[0].Code == PlatformCodes.ConnectionsExhausted)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    private async Task<NpgsqlConnection> ConnectOnceAsync(NpgsqlConnectionStringBuilder settings, DatabaseName database, RoleName login, CancellationToken cancellationToken)
    {
        if (!address.IsVerified) throw new DiagnosticException(ConnectionUrl.Unverified(address));
        RequireRootCertificate();
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        // The types Carpool reads are built in and have fixed ids: asking the server for its own costs a query a session. What the
        // driver then does not know is "char", aclitem and the reg* types: catalog queries cast them to text or oid.
        builder.EnableTransportSecurity().EnableArrays().ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        // Not disposed: without pooling it holds nothing but its settings, and the session goes on needing them.
        var source = builder.Build();
        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (PostgresException e) when (IsTlsWorthTrying(e, settings))
        {
            // The driver's own `Allow` would put the failure of the second try in the place of the first one's.
            settings.SslMode = Npgsql.SslMode.Prefer;
            return await ConnectOnceAsync(settings, database, login, cancellationToken);
        }
        catch (PostgresException e)
        {
            throw new DiagnosticException(ServerErrors.OfLogin(e, address, database, login), e);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException or IOException)
        {
            throw new DiagnosticException(ConnectionErrors.ToDiagnostic(e, address), e);
        }
    }

    private async Task ProvePinsAsync(NpgsqlConnection session, DatabaseName database, CancellationToken cancellationToken)
    {
        var version = session.PostgreSqlVersion;
        if (version.Major < OldestMajorVersion)
        {
            throw new DiagnosticException(ServerErrors.TooOld(address, $"runs Postgres {version.Major}"));
        }

        var isSuperuser = session.PostgresParameters.TryGetValue("is_superuser", out var reported) && string.Equals(reported, "on", StringComparison.Ordinal);
        _isSuperuser = isSuperuser;
        var proof = SessionPins.RenderProof(version.Major, isSuperuser);
        log.Sent(database.Value, proof);
        try
        {
            await using var command = new NpgsqlCommand(proof, session);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            if (!await row.ReadAsync(cancellationToken) || !SessionPins.AreHeldIn(row, address.Becomes)) throw new DiagnosticException(ServerErrors.Pooler(address));
        }
        catch (NpgsqlException e)
        {
            throw session.Told(e, proof);
        }
    }

    private void RequireRootCertificate()
    {
        if (address.RootCertificate is not { } file || address.IsSocket) return;
        try
        {
            using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new DiagnosticException(PlatformCodes.RootCertificateUnusable.With(
                $"The authority's certificate '{file}' cannot be read: {e.Message}", "Give the path of a PEM file in sslrootcert.", file));
        }
    }
}

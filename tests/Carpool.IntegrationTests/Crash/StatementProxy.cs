using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Carpool.IntegrationTests.Server;

namespace Carpool.IntegrationTests.Crash;

/// <summary>One statement that went through the proxy.</summary>
/// <param name="Number">From 1, in the order in which they were forwarded, over all sessions.</param>
/// <param name="Place">user@database.</param>
internal sealed record ProxiedStatement(int Number, string Place, string Sql)
{
    /// <summary>True where it leaves the server as it was: a kill behind it is one behind the statement before.</summary>
    public bool IsRead => Sql.StartsWith("SELECT", StringComparison.Ordinal) && !Sql.Contains("pg_terminate_backend", StringComparison.Ordinal);

    /// <summary>True where what was done up to it stays, whatever happens next.</summary>
    public bool IsLasting => Sql.StartsWith("COMMIT", StringComparison.Ordinal) || Sql.StartsWith("CREATE DATABASE", StringComparison.Ordinal) || Sql.StartsWith("DROP DATABASE", StringComparison.Ordinal) || Sql.StartsWith("INSERT INTO carpool.apply", StringComparison.Ordinal);

    public override string ToString() => $"{Number}. {Place}: {(Sql.Length > 120 ? Sql[..120] + "…" : Sql)}";
}

/// <summary>
/// Stands between the program and a server on the loopback, and counts the statements of all sessions. After the one it is to stop at,
/// the server carries that one out and the client hears nothing more: of that statement not a byte, and no other is let through.
/// </summary>
internal sealed partial class StatementProxy : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly int? _last;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly List<ProxiedStatement> _statements = [];
    private readonly TaskCompletionSource<ProxiedStatement> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;

    /// <param name="last">The number of the statement to stop at; null lets all through.</param>
    public StatementProxy(TestServer server, int? last = null)
    {
        (_server, _last) = (server, last);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Done when the server has answered the statement to stop at; the answer is held back.</summary>
    public Task<ProxiedStatement> Reached => _reached.Task;

    /// <summary>The admin's URL, through here.</summary>
    public string AdminUrl => _server.AdminUrl.Replace($":{_server.Port}/", $":{((IPEndPoint)_listener.LocalEndpoint).Port}/", StringComparison.Ordinal);

    /// <summary>What was forwarded so far.</summary>
    public IReadOnlyList<ProxiedStatement> Statements
    {
        get
        {
            lock (_gate) return [.. _statements];
        }
    }

    /// <summary>Drops every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested) return;
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
    }

    /// <summary>Counts a statement that is about to be forwarded. Behind the last one it never returns.</summary>
    internal async Task<(ProxiedStatement Statement, bool IsLast)> CountAsync(string place, string sql, CancellationToken ct)
    {
        lock (_gate)
        {
            if (_statements.Count < (_last ?? int.MaxValue))
            {
                var statement = new ProxiedStatement(_statements.Count + 1, place, Whitespace().Replace(sql, " ").Trim());
                _statements.Add(statement);
                return (statement, statement.Number == _last);
            }
        }

        await Task.Delay(Timeout.Infinite, ct);
        throw new InvalidOperationException("Nothing goes on behind the last statement");
    }

    internal void Reach(ProxiedStatement statement) => _reached.TrySetResult(statement);

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true) sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _end.Token);
            await new ProxiedSession(this, client.GetStream(), server.GetStream()).RunAsync(_end.Token);
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or EndOfStreamException)
        {
            // One of the two ends is gone
        }
        catch (Exception fault)
        {
            _reached.TrySetException(fault);
        }
    }

    // With the comments above a catalog query
    [GeneratedRegex(@"^--.*$|\s+", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whitespace();
}

using System.Net.Sockets;

namespace Carpool.IntegrationTests.Crash;

/// <summary>One client's session through the proxy: its messages, and which of its statements the server has answered.</summary>
internal sealed class ProxiedSession(StatementProxy proxy, NetworkStream client, NetworkStream server)
{
    private readonly Dictionary<string, string> _prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _portals = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Queue<(char Type, bool IsLast)> _unanswered = new();
    private readonly TaskCompletionSource _lastAnswered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isHeld;
    private string _place = "";

    /// <summary>Until either side closes.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var startup = await WireMessage.ReadStartupAsync(client, ct);
        var parameters = startup.Parameters();
        _place = $"{parameters["user"]}@{parameters["database"]}";
        await server.WriteAsync(startup.Bytes, ct);
        await await Task.WhenAny(PumpToServerAsync(ct), PumpToClientAsync(ct));
    }

    private async Task PumpToServerAsync(CancellationToken ct)
    {
        while (await WireMessage.ReadAsync(client, ct) is { } message)
        {
            if (SqlOf(message) is not { } sql)
            {
                if (message.Type == 'S') Expect(message.Type, isLast: false);
                await server.WriteAsync(message.Bytes, ct);
                continue;
            }

            var (statement, isLast) = await proxy.CountAsync(_place, sql, ct);
            Expect(message.Type, isLast);
            _isHeld = isLast;
            await server.WriteAsync(message.Bytes, ct);
            if (!isLast) continue;
            if (message.Type == 'E') await server.WriteAsync(WireMessage.Flush.Bytes, ct);
            await _lastAnswered.Task.WaitAsync(ct);
            proxy.Reach(statement);
            await Task.Delay(Timeout.Infinite, ct);
        }
    }

    private async Task PumpToClientAsync(CancellationToken ct)
    {
        while (await WireMessage.ReadAsync(server, ct) is { } message)
        {
            Answer(message.Type);
            if (!_isHeld) await client.WriteAsync(message.Bytes, ct);
        }
    }

    /// <summary>Of a message that carries a statement out; null for any other.</summary>
    private string? SqlOf(WireMessage message)
    {
        switch (message.Type)
        {
            case 'Q':
                return message.Texts(1)[0];
            case 'P' when message.Texts(2) is [var name, var sql]:
                _prepared[name] = sql;
                return null;
            case 'B' when message.Texts(2) is [var portal, var name]:
                _portals[portal] = _prepared[name];
                return null;
            case 'E':
                return _portals[message.Texts(1)[0]];
            default:
                return null;
        }
    }

    private void Expect(char type, bool isLast)
    {
        lock (_gate) _unanswered.Enqueue((type, isLast));
    }

    /// <summary>An Execute ends with CommandComplete, EmptyQueryResponse or PortalSuspended; a Query and a Sync with ReadyForQuery. After an error nothing is carried out up to the next Sync.</summary>
    private void Answer(char type)
    {
        lock (_gate)
        {
            if (type is 'C' or 'I' or 's' && _unanswered.TryPeek(out var execute) && execute.Type == 'E') Dequeue();
            if (type == 'E') AnswerAll(until => until.Type is not 'E');
            if (type == 'Z' && _unanswered.Count > 0)
            {
                AnswerAll(until => until.Type is not 'E');
                Dequeue();
            }
        }
    }

    private void AnswerAll(Func<(char Type, bool IsLast), bool> until)
    {
        while (_unanswered.TryPeek(out var next) && !until(next)) Dequeue();
    }

    private void Dequeue()
    {
        if (_unanswered.Dequeue().IsLast) _lastAnswered.TrySetResult();
    }
}

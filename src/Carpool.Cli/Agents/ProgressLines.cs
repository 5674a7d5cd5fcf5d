using System.Text;
using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Carpool.Cli.Agents;

/// <summary>What a command says for people while it runs, line by line as the progress of a call. All is told before the call is answered.</summary>
internal sealed class ProgressLines : IAsyncDisposable
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task _telling;

    /// <param name="token">Null where the caller asked for no progress.</param>
    public ProgressLines(McpServer server, ProgressToken? token)
    {
        Writer = token is null ? TextWriter.Null : TextWriter.Synchronized(new LineWriter(_lines.Writer));
        _telling = token is { } asked ? TellAsync(server, asked) : Task.CompletedTask;
    }

    /// <summary>Where the command writes.</summary>
    public TextWriter Writer { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Writer.FlushAsync();
        _lines.Writer.Complete();
        await _telling;
    }

    private async Task TellAsync(McpServer server, ProgressToken token)
    {
        var told = 0;
        await foreach (var line in _lines.Reader.ReadAllAsync())
        {
            try
            {
                await server.NotifyProgressAsync(token, new ProgressNotificationValue { Progress = ++told, Message = line });
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException)
            {
                // Whoever asked is gone; the command goes on to where it may stop
            }
        }
    }

    private sealed class LineWriter(ChannelWriter<string> lines) : TextWriter
    {
        private readonly StringBuilder _line = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (value != '\n') _line.Append(value);
            else Flush();
        }

        public override void Flush()
        {
            if (_line.ToString().Trim() is { Length: > 0 } line) lines.TryWrite(line);
            _line.Clear();
        }
    }
}

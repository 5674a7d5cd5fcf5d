namespace Carpool.Cli.Commands;

/// <summary>Something only a person can answer.</summary>
internal static class Question
{
    /// <summary>True where the answer is yes; no answer is no.</summary>
    public static async Task<bool> AskAsync(Invocation invocation, string question, CancellationToken cancellationToken) =>
        (await ReadAsync(invocation, $"{question} [y/N]", cancellationToken)).ToUpperInvariant() is "Y" or "YES";

    /// <summary>What was typed, without blanks around it; empty at the end of the input.</summary>
    public static async Task<string> ReadAsync(Invocation invocation, string question, CancellationToken cancellationToken)
    {
        invocation.Terminal.Error.Write($"{question} ");

        // A read cannot be cut short, but what waits for it can
        var line = await Task.Run(invocation.Terminal.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        return line?.Trim() ?? "";
    }
}

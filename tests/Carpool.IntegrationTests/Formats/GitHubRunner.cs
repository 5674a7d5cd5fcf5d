namespace Carpool.IntegrationTests.Formats;

/// <summary>What the runner of GitHub Actions makes of a step: commands on its stdout, decoded as the runner does, and lines of $GITHUB_ENV.</summary>
internal sealed record GitHubRunner(IReadOnlyList<string> Masks, IReadOnlyDictionary<string, string> Variables)
{
    private const string AddMask = "::add-mask::";

    /// <summary>A step that evals the text, in a shell that stops at the first failure.</summary>
    public static async Task<GitHubRunner> StepAsync(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            var output = await ClientProcess.RunAsync("sh", ["-euc", "text=$(cat); eval \"$text\""], text, new Dictionary<string, string>(StringComparer.Ordinal) { ["GITHUB_ENV"] = file });
            var masks = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.StartsWith(AddMask, StringComparison.Ordinal)
                ? Decode(line[AddMask.Length..])
                : throw new InvalidOperationException($"not a command of the runner: {line}"));
            return new([.. masks], (await File.ReadAllLinesAsync(file)).Select(Variable).ToDictionary(StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A line of the log as people see it.</summary>
    public string Masked(string line) => Masks.OrderByDescending(mask => mask.Length).Aggregate(line, (seen, mask) => seen.Replace(mask, "***", StringComparison.Ordinal));

    private static string Decode(string data) => data
        .Replace("%0D", "\r", StringComparison.Ordinal).Replace("%0A", "\n", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    // NAME=value, unless NAME<<DELIMITER comes first
    private static KeyValuePair<string, string> Variable(string line)
    {
        var (equals, heredoc) = (line.IndexOf('=', StringComparison.Ordinal), line.IndexOf("<<", StringComparison.Ordinal));
        return equals > 0 && (heredoc < 0 || equals < heredoc) ? new(line[..equals], line[(equals + 1)..]) : throw new InvalidOperationException($"Invalid format '{line}'");
    }
}

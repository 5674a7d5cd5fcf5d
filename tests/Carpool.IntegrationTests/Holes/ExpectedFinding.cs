namespace Carpool.IntegrationTests.Holes;

/// <param name="Subject">Whom or what it is about; null where the file leaves it open.</param>
internal sealed record ExpectedFinding(string Code, string Severity, string? Subject)
{
    public static ExpectedFinding Parse(string text)
    {
        var words = text.Split(' ', 3);
        if (words.Length < 2 || !words[0].StartsWith("CP6", StringComparison.Ordinal) || words[1] is not ("error" or "warning")) throw new FormatException($"finds: {text}");
        return new(words[0], words[1], words.ElementAtOrDefault(2));
    }

    public bool IsMetBy(Verdict.Finding finding) => finding.Code == Code && finding.Severity == Severity && (Subject is null || finding.Subject == Subject);

    public override string ToString() => $"{Code} {Severity} {Subject}".TrimEnd();
}

namespace Carpool.Cli.Views.Formats;

/// <summary>
/// For a step of GitHub Actions to eval: the runner hears of the secrets before anything can print them, later steps have the variable. A URL
/// holds no line break, so one line of NAME=value is whole in $GITHUB_ENV; printf is the shell's own, so no secret is an argument of a process.
/// </summary>
internal static class GitHubStep
{
    public static string Of(PrintedLogin login) => $"""
        {Print(Mask(login.Direct.Password))}
        {Print(Mask(login.Direct.Url))}
        {Print($"{login.Variable("DATABASE_URL")}={login.Direct.Url}")} >>"$GITHUB_ENV"
        """;

    /// <summary>The runner decodes what follows `::add-mask::`: a `%41` in a URL would be masked as A.</summary>
    private static string Mask(string secret) => $"::add-mask::{secret.Replace("%", "%25", StringComparison.Ordinal)}";

    private static string Print(string line) => $"printf '%s\\n' {Quoting.Shell(line)}";
}

namespace Carpool.Cli.Arguments;

/// <summary>An app, and one of its roles or its first.</summary>
/// <param name="Role">Null is the app's first role.</param>
internal sealed record AppRole(string App, string? Role)
{
    /// <summary>Reads APP or APP/ROLE; null where one of the two is empty. An app's name may hold no slash, so the first one parts them.</summary>
    public static AppRole? Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var read = slash < 0 ? new AppRole(text, null) : new AppRole(text[..slash], text[(slash + 1)..]);
        return read.App.Length == 0 || read.Role?.Length == 0 ? null : read;
    }

    /// <summary>An argument that takes one.</summary>
    public static System.CommandLine.Argument<AppRole> Argument(string description) => new("APP[/ROLE]")
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Read(text) is { } read) return read;
            result.AddError(Nameless(text));
            return null;
        },
    };

    /// <summary>An argument that takes several, or none.</summary>
    public static System.CommandLine.Argument<AppRole[]> Arguments(string description) => new("APP[/ROLE]…")
    {
        Description = description,
        Arity = System.CommandLine.ArgumentArity.ZeroOrMore,
        CustomParser = result =>
        {
            var read = result.Tokens.Select(token => (Text: token.Value, Login: Read(token.Value))).ToList();
            foreach (var (text, _) in read.Where(token => token.Login is null)) result.AddError(Nameless(text));
            return [.. read.Select(token => token.Login).OfType<AppRole>()];
        },
    };

    private static string Nameless(string text) => $"'{text}' names no app: write APP or APP/ROLE.";

    public override string ToString() => Role is null ? App : $"{App}/{Role}";
}

using Carpool.Manifest;
using Carpool.Stacks;

namespace Carpool.Cli.Views.Formats;

/// <summary>A login as formats print it.</summary>
/// <param name="Words">What stands before the name of its variables, where that alone would be another login's.</param>
internal sealed record PrintedLogin(string App, string Role, IReadOnlyList<string> Words, Door Direct, Door? Pooled)
{
    private const int LongestResourceName = 253;

    /// <summary>The sync engine whose login it is; null for any other.</summary>
    public SyncManifest? Sync { get; init; }

    /// <summary>
    /// Nothing before the names of one app's first role, the app's name where there are several apps, the role's after it for another
    /// role: DATABASE_URL, BLOG_DATABASE_URL, BLOG_REPORTING_DATABASE_URL.
    /// </summary>
    public static IEnumerable<PrintedLogin> Of(IReadOnlyList<AppOutputs> apps, bool isOneApp, bool showSecrets) =>
        from app in apps
        from role in app.Roles
        let ofApp = isOneApp ? Array.Empty<string>() : [app.App]
        let ofRole = role == app.Roles[0] ? Array.Empty<string>() : [role.Role]
        select new PrintedLogin(
            app.App, role.Role, [.. ofApp, .. ofRole], Door.Of(role, role.Direct, showSecrets), role.Pooled is { } pooler ? Door.Of(role, pooler, showSecrets) : null)
        {
            Sync = role.Sync,
        };

    /// <summary>A variable of this login: the noun in capitals, with the words before it.</summary>
    public string Variable(string noun)
    {
        var name = string.Join('_', Words.Append(noun).Select(word => string.Concat(word.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'))));
        return char.IsAsciiDigit(name[0]) ? $"_{name}" : name;
    }

    /// <summary>What Kubernetes and Cloudflare take as a name: small letters, digits, and a dash for each run of anything else.</summary>
    public string Resource
    {
        get
        {
            var plain = string.Concat($"{App}-{Role}".ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' '));
            var name = string.Join('-', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            return name.Length == 0 ? "app" : name[..Math.Min(name.Length, LongestResourceName)].TrimEnd('-');
        }
    }

    public override string ToString() => $"{App}/{Role}";
}

using System.Text.RegularExpressions;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Rules;

/// <summary>A subscription copies what is published elsewhere into its database: from a neighbour of the same cluster it is a hole in the wall.</summary>
internal static partial class SubscriptionRule
{
    public static IEnumerable<Diagnostic> Find(WallView view)
    {
        foreach (var subscription in view.Guards.Subscriptions)
        {
            if (view.Tenancy.Of(subscription.Database) is not { } home) continue;
            if (Source(view, subscription) is { } source && source != subscription.Database)
            {
                yield return WallCodes.Subscription.With(
                    $"Subscription {subscription.Name} copies database {source}{(view.Tenancy.Of(source) is { } other ? $" of {other}" : "")} into database {subscription.Database} of {home}.", Drop(subscription), subscription.Database.Value);
            }
            else if (home.Roles.Contains(subscription.Owner))
            {
                yield return WallCodes.Subscription.With(
                    $"Subscription {subscription.Name} in database {subscription.Database} belongs to {subscription.Owner} of {home}, who says where the server connects to.", Drop(subscription), subscription.Database.Value);
            }
        }
    }

    /// <summary>Where a subscription copies from is for superusers to read.</summary>
    public static IEnumerable<Diagnostic> Unknown(WallView view) => view.Guards.Subscriptions.Where(subscription => subscription.Source is null && view.Tenancy.Of(subscription.Database) is not null).Select(subscription => WallCodes.Unknown.With(
        $"Where subscription {subscription.Name} of database {subscription.Database} copies from may not be read.", "Verify as a superuser.", subscription.Database.Value));

    /// <summary>The database of this cluster that it copies from; null where it is another server's, or cannot be told.</summary>
    private static DatabaseName? Source(WallView view, Subscription subscription)
    {
        if (subscription.Source is not { } words) return null;
        var host = Value(words, "host") ?? Value(words, "hostaddr") ?? Uri(words, 1) ?? "";
        var port = Value(words, "port") ?? Uri(words, 2) ?? "";
        var name = Value(words, "dbname") ?? Uri(words, 3);
        return name is { Length: > 0 } && view.Here.IsReachedBy(host, port) && view.Surroundings.Databases.Any(listing => listing.Name.Value == name) ? new DatabaseName(name) : null;
    }

    private static string Drop(Subscription subscription) =>
        Closing.BySuperuserIn(
        subscription.Database, [$"ALTER SUBSCRIPTION {subscription.Name} DISABLE", $"ALTER SUBSCRIPTION {subscription.Name} SET (slot_name = NONE)", $"DROP SUBSCRIPTION {subscription.Name}"]);

    private static string? Value(string words, string key) =>
        Pair().Matches(words).FirstOrDefault(match => match.Groups["key"].Value == key)?.Groups["value"].Value.Trim('\'');

    private static string? Uri(string words, int part) => Address().Match(words) is { Success: true } match && match.Groups[$"p{part}"].Value is { Length: > 0 } value ? value : null;

    [GeneratedRegex(@"(?<key>\w+)\s*=\s*(?<value>'(\\.|[^'])*'|\S*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"^postgres(ql)?://([^@/]*@)?(?<p1>\[[^\]]*\]|[^:/?]*)(:(?<p2>\d+))?(/(?<p3>[^?]*))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}

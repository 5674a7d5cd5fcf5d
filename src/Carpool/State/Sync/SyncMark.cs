namespace Carpool.State;

/// <summary>
/// What stands in a publication's comment: that it is Carpool's, and what is to be undone when it goes. It lies in the app's own database, where
/// the app's owner may write it: it is believed about nothing but that database.
/// </summary>
/// <param name="Role">The role of the app that it is for; null where there is no mark.</param>
/// <param name="Slot">The slot that Carpool made for it.</param>
public sealed record SyncMark(string? Role, SlotName? Slot)
{
    private const string Beginning = "carpool: sync ";
    private const string SlotWord = "slot ";
    private const char Separator = '\n';

    /// <summary>No mark, or one of somebody else.</summary>
    public static SyncMark None { get; } = new(null, null);

    /// <summary>The replica identities that tables had before, but for the usual one.</summary>
    public EquatableList<FormerIdentity> Identities { get; init; } = [];

    /// <summary>Read from a comment; null and any other comment is none.</summary>
    public static SyncMark Read(string? comment)
    {
        if (comment?.StartsWith(Beginning, StringComparison.Ordinal) != true) return None;
        var lines = comment.Split(Separator);
        var slot = lines.FirstOrDefault(line => line.StartsWith(SlotWord, StringComparison.Ordinal))?[SlotWord.Length..];
        return new SyncMark(lines[0][Beginning.Length..], slot is not null && Identifier.IsValid(slot) ? new SlotName(slot) : null)
        {
            Identities = [.. lines.Skip(1).Select(FormerIdentity.Read).OfType<FormerIdentity>()],
        };
    }

    /// <summary>The comment.</summary>
    public string Write() => string.Join(
        Separator, [$"{Beginning}{Role}", .. Slot is null ? Array.Empty<string>() : [$"{SlotWord}{Slot}"], .. Identities.Select(identity => identity.Write())]);
}

/// <summary>The replica identity that a table had before a sync engine came.</summary>
/// <param name="Table">Compared with the tables that are there, and never sent: whoever may write the comment may write anything.</param>
/// <param name="Index">The index, where one was the identity: a name, which is quoted where it is sent.</param>
public sealed record FormerIdentity(ObjectName Table, ReplicaIdentity Identity, IndexName? Index)
{
    private const string Beginning = "was ";

    internal static FormerIdentity? Read(string line)
    {
        var words = line.Split('\t');
        return words.Length == 4 && words[0] == Beginning.TrimEnd() && Enum.TryParse<ReplicaIdentity>(words[1], out var identity) && (words[3].Length == 0 || Identifier.IsValid(words[3]))
            ? new(new ObjectName(words[2]), identity, words[3].Length == 0 ? null : new IndexName(words[3]))
            : null;
    }

    internal string Write() => string.Join('\t', Beginning.TrimEnd(), Identity.ToString(), Table.Text, Index?.Value ?? "");
}

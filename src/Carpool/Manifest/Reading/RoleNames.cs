using Carpool.Diagnostics;

namespace Carpool.Manifest.Reading;

/// <summary>The roles that one manifest leads to; roles are cluster-wide, so each name may stand for one of them only.</summary>
/// <param name="databases">The databases so far, each with its app. Their owners and groups follow from them and are not kept name by name: a file may hold very many apps.</param>
internal sealed class RoleNames(IReadOnlyDictionary<string, (Value.Text Database, Value.Text App, bool OwnerIsNamed)> databases, Problems problems)
{
    private static readonly (string Ending, string Noun, bool IsOwner)[] OfDatabases = [("_owner", "owner", true), ("_write", "write group", false), ("_read", "read group", false)];

    private readonly Dictionary<string, Holder> taken = new(StringComparer.Ordinal);

    /// <summary>Takes the name of a watcher, or reports who has it.</summary>
    internal bool TakeWatcher(Value.Text name) => Take(name, new(name, App: null));

    /// <summary>Takes the owner that an app names, or reports who has it.</summary>
    internal bool TakeOwner(Value.Text owner, Value.Text app) => Take(owner, new(owner, app, IsOwner: true));

    /// <summary>Takes the login of an app's role, or reports who has it.</summary>
    internal bool TakeLogin(Value.Text login, Value.Text role, Value.Text app) => Take(login, new(role, app));

    /// <summary>True where nobody has the names of the groups that go with a database, nor of the owner unless the app names another; else reports who has one.</summary>
    internal bool TakeGroups(Value.Text database, Value.Text app, bool ownerIsNamed)
    {
        foreach (var (ending, noun, isOwner) in OfDatabases)
        {
            if (isOwner && ownerIsNamed) continue;
            if (!taken.TryGetValue(database.Content + ending, out var first)) continue;
            Collide(database.Shown + ending, $"the {noun} of app '{app.Shown}'", database.Location, first.What, first.Name.Location);
            return false;
        }

        return true;
    }

    private bool Take(Value.Text name, Holder holder)
    {
        if (taken.TryGetValue(name.Content, out var first))
        {
            Collide(name.Shown, holder.What, name.Location, first.What, first.Name.Location);
            return false;
        }

        foreach (var (ending, noun, isOwner) in OfDatabases)
        {
            if (!name.Content.EndsWith(ending, StringComparison.Ordinal) || !databases.TryGetValue(name.Content[..^ending.Length], out var held)) continue;
            if (isOwner && held.OwnerIsNamed) continue;
            Collide(name.Shown, holder.What, name.Location, $"the {noun} of app '{held.App.Shown}'", held.Database.Location);
            return false;
        }

        taken.Add(name.Content, holder);
        return true;
    }

    private void Collide(string shown, string what, SourceLocation place, string first, SourceLocation firstPlace) => problems.Add(
        ManifestCodes.RolesCollide,
        place,
        $"{Capital(what)} and {first} (line {firstPlace.Line}, column {firstPlace.Column}) would both be the Postgres role '{shown}'",
        "Rename one of them, or give one app another database.",
        shown);

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    /// <summary>Who has a name: an app's role or owner, or, without an app, a watcher.</summary>
    private readonly record struct Holder(Value.Text Name, Value.Text? App, bool IsOwner = false)
    {
        /// <summary>The role in the user's words.</summary>
        internal string What => (App, IsOwner) switch
        {
            (null, _) => $"the watcher '{Name.Shown}'",
            (_, true) => $"the owner of app '{App.Shown}'",
            (_, false) => $"the role '{Name.Shown}' of app '{App.Shown}'",
        };
    }
}

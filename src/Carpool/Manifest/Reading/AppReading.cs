using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest.Reading;

/// <summary>Makes apps of values that fit the grammar, and checks every name they lead to.</summary>
internal sealed class AppReading
{
    private readonly int? defaultConnections;
    private readonly IReadOnlyList<SettingManifest> defaultSettings;
    private readonly Problems problems;
    private readonly SettingReading settings;
    private readonly NameRules rules;
    private readonly RoleNames roleNames;
    private readonly SyncReading syncs;
    private readonly Dictionary<string, (Value.Text Database, Value.Text App, bool OwnerIsNamed)> databases = new(StringComparer.Ordinal);

    internal AppReading(Value.Keys? defaults, Problems problems)
    {
        this.problems = problems;
        settings = new(problems);
        defaultConnections = defaults?.Find<Value.Number>("connections")?.Content;
        defaultSettings = settings.Read(defaults?.Find<Value.Names>("settings"));
        rules = new(problems);
        roleNames = new(databases, problems);
        syncs = new(problems);
    }

    /// <summary>Roles made by somebody else that the wall lets through: one that is also an app's role would be a hole in it.</summary>
    internal IReadOnlyList<RoleName> ReadWatchers(Value.Texts? watchers) =>
        [.. (watchers?.Items ?? [])
            .Where(watcher => rules.AllowWatcher(watcher) && roleNames.TakeWatcher(watcher))
            .Select(watcher => new RoleName(watcher.Content))];

    /// <summary>The app, or null where something about it was reported.</summary>
    internal AppManifest? Read(Value.Named named)
    {
        var name = named.Name;
        if (!rules.AllowTyped(name, "app")) return null;
        if (named.Value is not Value.Keys keys) return null;
        if (keys.Entries.TryGetValue("database", out var held) && held.Value is null) return null;
        var database = keys.Find<Value.Text>("database") ?? name;
        if (keys.Entries.TryGetValue("owner", out held) && held.Value is null) return null;
        var owner = keys.Find<Value.Text>("owner");
        if (!rules.AllowDatabase(database) || !TakeDatabase(database, name, owner is not null)) return null;
        if (!TakeOwner(owner, database, name)) return null;
        var ofApp = settings.Read(keys.Find<Value.Names>("settings"));
        var roles = ReadRoles(keys, database, name, ofApp);
        var schemas = keys.Find<Value.Texts>("schemas")?.Items.Where(rules.AllowSchema).Select(schema => new SchemaName(schema.Content));
        var extensions = keys.Find<Value.Texts>("extensions")?.Items.Where(rules.AllowExtension).Select(extension => new ExtensionManifest(new(extension.Content), extension.Location));
        IReadOnlyList<SchemaName> asked = schemas is null ? [] : [.. schemas];
        IReadOnlyList<ExtensionManifest> added = extensions is null ? [] : [.. extensions];
        var locale = LocaleReading.Read(keys, name, problems);
        var engines = ReadSyncs(keys, database, name);
        return !problems.IsEmpty ? null : new(
            name.Content,
            new(database.Content),
            [.. roles, .. engines],
            keys.Find<Value.Number>("connections")?.Content ?? defaultConnections,
            OnRemoveOf(keys),
            keys.Find<Value.Flag>("protect")?.Content ?? false,
            name.Location)
        {
            NamedOwner = owner is null ? null : new(owner.Content),
            Settings = ofApp,
            Schemas = asked,
            Extensions = added,
            Locale = locale,
        };
    }

    private bool TakeDatabase(Value.Text database, Value.Text app, bool ownerIsNamed)
    {
        if (databases.TryAdd(database.Content, (database, app, ownerIsNamed))) return true;
        var first = databases[database.Content].App;
        problems.Add(
            ManifestCodes.DatabaseShared,
            database.Location,
            $"The apps '{app.Shown}' and '{first.Shown}' (line {first.Location.Line}, column {first.Location.Column}) would share the database '{database.Shown}'",
            "Give one of them another database.",
            app.Shown);
        return false;
    }

    /// <summary>The owner, and the groups that a `write` or `read` login will need: their names are taken whether or not they are made.</summary>
    private bool TakeOwner(Value.Text? named, Value.Text database, Value.Text app)
    {
        if (!rules.AllowRole(named ?? Derived(database, "owner", database.Location), "owner", Identifier.MaxBytes)) return false;
        if (!roleNames.TakeGroups(database, app, ownerIsNamed: named is not null)) return false;
        return named is null || (rules.AllowKept(named, "owner") && roleNames.TakeOwner(named, app));
    }

    private List<RoleManifest> ReadRoles(Value.Keys app, Value.Text database, Value.Text appName, IReadOnlyList<SettingManifest> ofApp)
    {
        // A broken `roles` was reported; the default role would only add noise.
        if (app.Entries.TryGetValue("roles", out var held) && held.Value is null) return [];
        var named = app.Find<Value.Names>("roles")?.Items ?? [new(new("app", "app", appName.Location), Value.Keys.Empty)];
        return [.. named.Select(role => ReadRole(role, database, appName, ofApp)).OfType<RoleManifest>()];
    }

    private RoleManifest? ReadRole(Value.Named role, Value.Text database, Value.Text app, IReadOnlyList<SettingManifest> ofApp)
    {
        if (!rules.AllowTyped(role.Name, "role")) return null;
        var keys = role.Value as Value.Keys;
        if (keys is not null && keys.Entries.TryGetValue("login", out var held) && held.Value is null) return null;
        var kept = keys?.Find<Value.Text>("login");
        if (kept is not null && !rules.AllowKept(kept, "login")) return null;
        var login = kept ?? Derived(database, role.Name.Shown, role.Name.Location, role.Name.Content);
        if (!rules.AllowRole(login, "login", NameRules.MaxLoginBytes)) return null;
        if (!roleNames.TakeLogin(login, role.Name, app)) return null;
        var (access, own) = (AccessOf(keys), settings.Read(keys?.Find<Value.Names>("settings")));
        if (!access.IsOwners && !rules.AllowRole(Derived(database, "write", database.Location), "group", Identifier.MaxBytes)) return null;
        return new(role.Name.Content, new(login.Content), access, keys?.Find<Value.Number>("connections")?.Content, role.Name.Location)
        {
            Settings = SettingReading.Filled(own, ofApp, access is Access.Migrate ? [] : defaultSettings),
        };
    }

    /// <summary>The logins of the app's sync engines.</summary>
    private List<RoleManifest> ReadSyncs(Value.Keys app, Value.Text database, Value.Text appName)
    {
        var accepted = app.Find<Value.Texts>("accept");
        syncs.CheckRisks(accepted);
        var named = app.Find<Value.Names>("sync")?.Items ?? [];
        if (named.Count > 0 && accepted?.Items.Any(risk => risk.Content == SyncReading.Risk) != true)
        {
            problems.Add(
                ManifestCodes.UnknownRisk,
                named[0].Name.Location,
                $"The sync engine '{named[0].Name.Shown}' of app '{appName.Shown}' needs a login with REPLICATION, which reads every database of the cluster, and nobody accepted that",
                $"Add `accept: [{SyncReading.Risk}]` to the app if it may.",
                appName.Shown);
        }

        return [.. named.Select(sync => ReadSync(sync, database, appName)).OfType<RoleManifest>()];
    }

    private RoleManifest? ReadSync(Value.Named sync, Value.Text database, Value.Text app)
    {
        if (!rules.AllowTyped(sync.Name, "sync engine")) return null;
        var login = Derived(database, sync.Name.Shown, sync.Name.Location, sync.Name.Content);
        if (!rules.AllowRole(login, "login", NameRules.MaxLoginBytes) || !roleNames.TakeLogin(login, sync.Name, app)) return null;
        if (syncs.Read(sync, database, app) is not { } engine) return null;
        if (engine.Mode is SyncMode.Manual && !rules.AllowRole(Derived(database, "read", database.Location), "group", Identifier.MaxBytes)) return null;
        return new(engine.Name, new(login.Content), Access.Sync, engine.Connections, engine.Location) { Settings = engine.Settings, Sync = engine };
    }

    private static Value.Text Derived(Value.Text database, string shownEnding, SourceLocation location, string? ending = null) =>
        new($"{database.Content}_{ending ?? shownEnding}", $"{database.Shown}_{shownEnding}", location);

    private static Access AccessOf(Value.Keys? role) => role?.Find<Value.Text>("access")?.Content switch
    {
        "migrate" => Access.Migrate,
        "write" => Access.Write,
        "read" => Access.Read,
        _ => Access.App,
    };

    private static OnRemove OnRemoveOf(Value.Keys app) => app.Find<Value.Text>("on_remove")?.Content switch
    {
        "drop" => OnRemove.Drop,
        "keep" => OnRemove.Keep,
        _ => OnRemove.Quarantine,
    };
}

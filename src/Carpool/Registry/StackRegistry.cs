using System.Collections.Concurrent;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Registry;

/// <summary>
/// What the registry says of one stack, checked row by row: which objects are the stack's, and their passwords, still sealed.
/// Reading and writing it are <see cref="RegistryReader"/>'s and <see cref="RegistryWriter"/>'s.
/// </summary>
internal sealed class StackRegistry(string stack, StackKey? key, DatabaseName home, int version)
{
    /// <summary>The stack.</summary>
    public string Stack => stack;

    /// <summary>The database that holds the tables, or will.</summary>
    public DatabaseName Home => home;

    /// <summary>The version of the tables; 0 until the first `up`.</summary>
    public int Version { get; set; } = version;

    /// <summary>False until the first `up`.</summary>
    public bool Exists => Version > 0;

    /// <summary>The stack is on record, and its key is given up: nothing of it can be believed.</summary>
    public bool IsKeyLost { get; init; }

    /// <summary>The stack's key; null where there is none and none was needed yet.</summary>
    public StackKey? Key { get; set; } = key;

    /// <summary>The key that the stack goes over to; null where it keeps the one it has.</summary>
    public StackKey? NextKey { get; set; }

    /// <summary>The stack's apps, in whatever standing.</summary>
    public IReadOnlyList<App> Apps { get; init; } = [];

    /// <summary>Canaries that did not take away what they made: one that was killed, or one that is under way. A row that cannot be believed is none.</summary>
    public IReadOnlyList<CanaryMark> Canaries { get; init; } = [];

    /// <summary>Rows of the stack that cannot be believed, and what is wrong with each.</summary>
    public IReadOnlyList<(SpoiltRow Row, Diagnostic Problem)> Spoilt { get; init; } = [];

    /// <summary>When each app's first apply ended, by the name of its database.</summary>
    public ConcurrentDictionary<DatabaseName, DateTimeOffset> CreatedAt { get; } = new();

    /// <summary>Sealed passwords, by database and the login's own name: a live app and its quarantined namesake have logins of the same one.</summary>
    public ConcurrentDictionary<(DatabaseName Database, RoleName Login), SealedPassword> Passwords { get; } = new();

    /// <summary>The roles of every stack of this registry. Those of other stacks cannot be checked: good for a message, never for a decision to write.</summary>
    public IReadOnlySet<RoleName> ManagedRoles { get; init; } = new HashSet<RoleName>();

    /// <summary>The databases of every stack of this registry; unchecked likewise.</summary>
    public IReadOnlySet<DatabaseName> ManagedDatabases { get; init; } = new HashSet<DatabaseName>();

    /// <summary>The databases of other stacks, and whose they are.</summary>
    public IReadOnlyDictionary<DatabaseName, string> ForeignDatabases { get; init; } = new Dictionary<DatabaseName, string>();

    /// <summary>The roles of other stacks, likewise.</summary>
    public IReadOnlyDictionary<RoleName, string> ForeignRoles { get; init; } = new Dictionary<RoleName, string>();

    /// <summary>True where a password is on record, whether or not it opens.</summary>
    public bool HasPassword(DatabaseName database, Login login) => Key is not null && Passwords.ContainsKey((database, login.OwnName));

    /// <summary>The password of a login.</summary>
    /// <exception cref="DiagnosticException">There is none on record, or it does not open.</exception>
    public Secret PasswordOf(string app, DatabaseName database, Login login)
    {
        if (Key is null || !Passwords.TryGetValue((database, login.OwnName), out var kept))
        {
            throw new DiagnosticException(NoPassword(app, login));
        }

        return new CredentialVault(Key).Open(IdOf(app, login, kept.Generation), kept.Bytes);
    }

    /// <summary>Seals a new password for a login; the next write of its app stores it.</summary>
    /// <param name="predecessor">The login that it replaces: the generations of a role count on.</param>
    public void Keep(string app, DatabaseName database, Login login, Secret password, Login? predecessor = null)
    {
        var generation = 1 + Math.Max(GenerationOf(database, login), predecessor is null ? 0 : GenerationOf(database, predecessor));
        Passwords[(database, login.OwnName)] = new SealedPassword(generation, new CredentialVault(Key!).Seal(IdOf(app, login, generation), password));
    }

    /// <summary>Counts a role's passwords from 1; 0 where none is on record.</summary>
    public int GenerationOf(DatabaseName database, Login login) => Passwords.TryGetValue((database, login.OwnName), out var kept) ? kept.Generation : 0;

    /// <summary>What there is to say of a login without one.</summary>
    public static Diagnostic NoPassword(string app, Login login) => CatalogCodes.NoCredential.With(
        $"The registry holds no password of login {login.Name} (app {app}, role {login.Role}).",
        login.Standing is LoginStanding.Retiring ? $"It was replaced: retire it with `carpool rotate --finish {app}/{login.Role}`." : $"Give it a new one: `carpool rotate {app}/{login.Role}`.",
        app);

    /// <summary>The same under another key: every password opened and sealed anew.</summary>
    /// <exception cref="DiagnosticException">A password does not open.</exception>
    public StackRegistry Under(StackKey next)
    {
        var (from, to) = (new CredentialVault(Key!), new CredentialVault(next));
        var registry = new StackRegistry(stack, next, home, Version) { Apps = Apps, Canaries = Canaries };
        foreach (var (database, createdAt) in CreatedAt) registry.CreatedAt[database] = createdAt;
        foreach (var (app, login) in Apps.SelectMany(app => app.Logins.Select(login => (app, login))))
        {
            if (!Passwords.TryGetValue((app.Database, login.OwnName), out var kept)) continue;
            var id = IdOf(app.Name, login, kept.Generation);
            registry.Passwords[(app.Database, login.OwnName)] = kept with { Bytes = to.Seal(id, from.Open(id, kept.Bytes)) };
        }

        return registry;
    }

    private CredentialId IdOf(string app, Login login, int generation) => new(stack, app, login.Role, login.OwnName, generation);
}

/// <summary>A password as the registry holds it.</summary>
internal sealed record SealedPassword(int Generation, byte[] Bytes);

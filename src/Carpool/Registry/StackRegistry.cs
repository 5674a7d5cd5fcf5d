using System.Collections.Concurrent;
using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Registry;

/// <summary>
/// What the registry says of one stack, checked row by row: which objects are the stack's, and their passwords, still sealed.
/// Reading and writing it are <see cref="RegistryReader"/>'s and <see cref="RegistryWriter"/>'s.
/// </summary>
internal sealed class StackRegistry(string stack, StackKey? key, DatabaseName home, bool exists)
{
    /// <summary>The stack.</summary>
    public string Stack => stack;

    /// <summary>The database that holds the tables, or will.</summary>
    public DatabaseName Home => home;

    /// <summary>False until the first `up`.</summary>
    public bool Exists { get; set; } = exists;

    /// <summary>The stack's key; null where there is none and none was needed yet.</summary>
    public StackKey? Key { get; set; } = key;

    /// <summary>The stack's apps, in whatever standing.</summary>
    public IReadOnlyList<App> Apps { get; init; } = [];

    /// <summary>When each app's first apply ended, by the name of its database.</summary>
    public ConcurrentDictionary<DatabaseName, DateTimeOffset> CreatedAt { get; } = new();

    /// <summary>Sealed passwords, by database and role: a live app and its quarantined namesake have logins of the same original name.</summary>
    public ConcurrentDictionary<(DatabaseName Database, string Role), SealedPassword> Passwords { get; } = new();

    /// <summary>The roles of every stack of this registry. Those of other stacks cannot be checked: good for a message, never for a decision to write.</summary>
    public IReadOnlySet<RoleName> ManagedRoles { get; init; } = new HashSet<RoleName>();

    /// <summary>The databases of every stack of this registry; unchecked likewise.</summary>
    public IReadOnlySet<DatabaseName> ManagedDatabases { get; init; } = new HashSet<DatabaseName>();

    /// <summary>The password of a login.</summary>
    /// <exception cref="DiagnosticException">There is none on record, or it does not open.</exception>
    public Secret PasswordOf(string app, DatabaseName database, Login login)
    {
        if (Key is null || !Passwords.TryGetValue((database, login.Role), out var kept))
        {
            throw new DiagnosticException(CatalogCodes.NoCredential.With(
                $"The registry holds no password of login {login.Name} (app {app}, role {login.Role}).", $"Drop role {login.Name} and run `carpool up`, which makes it again with a password.", app));
        }

        return new CredentialVault(Key).Open(IdOf(app, login, kept.Generation), kept.Bytes);
    }

    /// <summary>Seals a new password for a login; the next write of its app stores it.</summary>
    public void Keep(string app, DatabaseName database, Login login, Secret password)
    {
        var generation = Passwords.TryGetValue((database, login.Role), out var kept) ? kept.Generation + 1 : 1;
        Passwords[(database, login.Role)] = new SealedPassword(generation, new CredentialVault(Key!).Seal(IdOf(app, login, generation), password));
    }

    private CredentialId IdOf(string app, Login login, int generation) => new(stack, app, login.Role, login.OriginalName ?? login.Name, generation);
}

/// <summary>A password as the registry holds it.</summary>
internal sealed record SealedPassword(int Generation, byte[] Bytes);

using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.Manifest.Reading;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>
/// A cluster that grew by hand, in the words of a manifest: each database an app, each login that has something there one of its roles under
/// the name it has. What a manifest cannot say is a finding.
/// </summary>
internal sealed class ClusterSurvey(IReadOnlyList<DatabaseSurvey> databases, Surroundings surroundings, Server server, string file)
{
    private static readonly string[] EverywhereRoles = ["pg_monitor", "pg_read_all_stats", "pg_read_all_data"];

    private readonly List<Diagnostic> _findings = [];
    private readonly Dictionary<RoleName, DatabaseName> _homes = [];
    private readonly HashSet<RoleName> _owners = [];

    /// <summary>The apps, the roles that have to get in everywhere, and what there is to say of them.</summary>
    public (IReadOnlyList<AppManifest> Apps, IReadOnlyList<RoleName> Watchers, IReadOnlyList<Diagnostic> Findings) Describe()
    {
        var found = databases.Select(database => (Database: database, Logins: (IReadOnlyList<LoginGuess>)[.. database.Logins().Where(login => IsNameable(login, database.Listing.Name))])).ToList();
        foreach (var login in found.SelectMany(pair => pair.Logins.Select(login => (pair.Database.Listing.Name, Login: login))).GroupBy(pair => pair.Login.Name)) Settle(login.Key, [.. login]);
        var apps = found.Select(pair => AppOf(pair.Database, [.. pair.Logins.Where(login => _homes[login.Name] == pair.Database.Listing.Name)])).ToList();
        return (apps, Watchers(), _findings);
    }

    /// <summary>A login that serves several databases can be a role of one app only: where it owns most.</summary>
    private void Settle(RoleName login, IReadOnlyList<(DatabaseName Database, LoginGuess Login)> places)
    {
        var home = places.OrderByDescending(place => place.Login.OwnsDatabase).ThenByDescending(place => place.Login.Owned).ThenBy(place => place.Login.Access).ThenBy(place => place.Database.Value, StringComparer.Ordinal).First().Database;
        _homes[login] = home;
        foreach (var (database, guess) in places.Where(place => place.Database != home))
        {
            Add(
                CatalogCodes.LoginServesTwo,
                $"Login {login} serves databases {home} and {database}: it is described as a role of {home}, and `up` would shut it out of {database}.",
                $"Give the app of {database} a login of its own before the next `up`: list a role with access: {guess.Access.Word} there.",
                database.Value);
        }
    }

    private AppManifest AppOf(DatabaseSurvey survey, IReadOnlyList<LoginGuess> logins)
    {
        var (name, rules, settings) = (survey.Listing.Name, new NameRules(new Problems(file)), new SettingSurvey(surroundings, server, file));
        var place = new SourceLocation(file, 1, 1);
        var key = rules.AllowTyped(new(name.Value, name.Value, place), "app") ? name.Value : Typed(name.Value);
        var roles = new List<RoleManifest>();
        foreach (var login in logins)
        {
            if (login.Difference is { } difference)
            {
                Add(CatalogCodes.AccessDiffers, $"Login {login.Name} comes nearest to access: {login.Access.Word} in database {name}, and with it {difference}.", "Look at `carpool preview`; give the login another access, or take it out.", name.Value);
            }

            var limit = login.Listing.Role.ConnectionLimit;
            if (limit == 0) Add(CatalogCodes.NotDescribed, $"Login {login.Name} has a connection limit of 0, for which a manifest has no word.", "Take it out of the manifest if it is out of use.", name.Value);
            roles.Add(new RoleManifest(RoleKey(login, name, roles), login.Name, login.Access, limit is 0 ? null : limit, place) { Settings = settings.OfLogin(login, survey) });
        }

        if (roles.Count == 0)
        {
            Add(CatalogCodes.NotDescribed, $"No login but superusers and the admin has anything in database {name}.", $"Nothing, if it needs one: `up` makes {name}_app. Leave the database out of the manifest if it needs none.", name.Value);
            roles.Add(new RoleManifest("app", new($"{name.Value}_app"), Access.App, null, place));
        }

        return new AppManifest(key, name, roles, Connections(survey.Listing), OnRemove.Quarantine, Protect: false, place)
        {
            NamedOwner = OwnerOf(survey, roles),
            Settings = settings.OfDatabase(name),
            Extensions = [.. survey.Inside.Extensions.Select(found => found.Extension.Name).Where(extension => extension.Value != "plpgsql" && rules.AllowExtension(new(extension.Value, extension.Value, place))).Select(extension => new ExtensionManifest(extension, place))],
            Schemas = [.. survey.Inside.Schemas.Select(schema => schema.Name).Where(schema => schema != SchemaName.Public && survey.Inside.Extensions.All(found => found.Schema != schema) && rules.AllowSchema(new(schema.Value, schema.Value, place)))],
        };
    }

    /// <summary>The login's name without the database's, `app` for the first that is the app's own, else the login's name.</summary>
    private static string RoleKey(LoginGuess login, DatabaseName database, List<RoleManifest> taken)
    {
        var prefix = $"{database.Value}_";
        var key = login.Name.Value.StartsWith(prefix, StringComparison.Ordinal) && login.Name.Value.Length > prefix.Length ? login.Name.Value[prefix.Length..]
            : login.Access.IsOwners && taken.All(role => role.Name != "app") ? "app"
            : login.Name.Value;
        key = Typed(key);
        for (var number = 2; taken.Exists(role => role.Name == key); number++) key = $"{Typed(login.Name.Value)}_{number}";
        return key;
    }

    /// <summary>A NOLOGIN role that owns most of what is there stays the owner; else `DATABASE_owner` is, unless that is somebody's.</summary>
    private RoleName OwnerOf(DatabaseSurvey survey, List<RoleManifest> roles)
    {
        var database = survey.Listing.Name.Value;
        var usual = database.Length + "_owner".Length <= Identifier.MaxBytes && Identifier.IsValid($"{database}_owner") ? new RoleName($"{database}_owner") : null;
        var best = surroundings.Roles.Select(listing => listing.Role)
            .Where(role => !role.CanLogin && role.Attributes is RoleAttributes.None && survey.OwnedBy(role.Name) > 0 && !IsGroupsName(role.Name) && !role.Name.Value.Contains('~', StringComparison.Ordinal))
            .OrderByDescending(role => survey.OwnedBy(role.Name)).ThenBy(role => role.Name.Value, StringComparer.Ordinal).Select(role => role.Name).FirstOrDefault(role => !_owners.Contains(role));
        var owner = best ?? Free(usual, roles, database);
        _owners.Add(owner);
        return owner;
    }

    private RoleName Free(RoleName? usual, List<RoleManifest> roles, string database)
    {
        if (usual is not null && surroundings.Roles.All(listing => listing.Role.Name != usual || (!listing.Role.CanLogin && listing.Role.Attributes is RoleAttributes.None)) && roles.TrueForAll(role => role.Login != usual)) return usual;
        return Enumerable.Range(1, 1000).Select(number => new RoleName($"{Cut(database)}_holder{(number == 1 ? "" : number)}")).First(name => surroundings.Roles.All(listing => listing.Role.Name != name) && !_owners.Contains(name));
    }

    private bool IsGroupsName(RoleName role) => databases.Any(database => role.Value == $"{database.Listing.Name.Value}_write" || role.Value == $"{database.Listing.Name.Value}_read");

    private int? Connections(DatabaseListing listing)
    {
        if (listing.ConnectionLimit is not { } limit) return null;
        if (limit > DesiredState.SpareConnections) return limit - DesiredState.SpareConnections;
        Add(CatalogCodes.NotDescribed, $"Database {listing.Name} has a connection limit of {limit}, of which {DesiredState.SpareConnections} would be the admin's.", "Say how many `connections` the app may use; without, there is no limit.", listing.Name.Value);
        return null;
    }

    /// <summary>Roles that monitor or back up the whole cluster, and have nothing in any database: PUBLIC let them in.</summary>
    private IReadOnlyList<RoleName> Watchers()
    {
        var memberships = surroundings.Memberships.ToLookup(membership => membership.Member, membership => membership.Role.Value);
        return
        [
            .. surroundings.Roles.Select(listing => listing.Role)
                .Where(role => role.CanLogin && role.Attributes is RoleAttributes.None && role.Name != server.Admin.Name && !_homes.ContainsKey(role.Name) && memberships[role.Name].Intersect(EverywhereRoles, StringComparer.Ordinal).Any())
                .Select(role => role.Name),
        ];
    }

    /// <summary>What a manifest could not name is left out, and said.</summary>
    private bool IsNameable(LoginGuess login, DatabaseName database)
    {
        var problems = new Problems(file);
        var (rules, text) = (new NameRules(problems), new Value.Text(login.Name.Value, login.Name.Value, new(file, 1, 1)));
        var isReplica = login.Listing.Role.Attributes.HasFlag(RoleAttributes.Replication);
        if (!isReplica && rules.AllowKept(text, "login") && rules.AllowRole(text, "login", NameRules.MaxLoginBytes)) return true;
        Add(
            CatalogCodes.NotDescribed,
            $"Login {login.Name} has something in database {database} and is left out: {(isReplica ? "it may replicate the whole cluster" : "a manifest cannot hold its name")}.",
            isReplica ? $"Name it under cluster.watchers, or run ALTER ROLE … NOREPLICATION and list it." : "Rename it, and adopt again.",
            database.Value);
        return false;
    }

    private void Add(DiagnosticCode code, string message, string fix, string subject) => _findings.Add(code.With(message, fix, subject));

    private static string Typed(string name) => string.Concat(name.Select(letter => letter is '/' or '~' || char.IsControl(letter) ? '_' : letter));

    private static string Cut(string database)
    {
        while (System.Text.Encoding.UTF8.GetByteCount(database) > 50) database = database[..^1];
        return database;
    }
}

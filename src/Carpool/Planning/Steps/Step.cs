using Carpool.Diff;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>What the executor does next, and has nothing to decide about. Closed.</summary>
public abstract record Step
{
    private Step(Stage stage, string? app) => (Stage, App) = (stage, app);

    /// <summary>When it runs.</summary>
    public Stage Stage { get; }

    /// <summary>The lane; null for what belongs to no app.</summary>
    public string? App { get; }

    /// <summary>Statements in one session: all in one transaction, or each alone where Postgres asks for it.</summary>
    /// <param name="Inside">The database to be in; null is the one that holds the registry, so that both commit together.</param>
    /// <param name="Borrowed">Roles whose membership the admin holds during the transaction alone; empty for a superuser.</param>
    /// <param name="Entries">What the registry learns in the same transaction.</param>
    public sealed record Run(
        Stage Stage,
        string? App,
        DatabaseName? Inside,
        IReadOnlyList<Statement> Statements,
        IReadOnlyList<RoleName> Borrowed,
        IReadOnlyList<RegistryEntry> Entries) : Step(Stage, App)
    {
        /// <summary>Changes whose login gets its password from a platform's API, without a statement.</summary>
        public IReadOnlyList<Change> Given { get; init; } = [];
    }

    /// <summary>Statements of a login about itself, in one transaction: only it may alter what a platform made.</summary>
    /// <param name="Inside">A database that it may enter.</param>
    public sealed record RunAs(Stage Stage, string? App, Login Login, DatabaseName Inside, IReadOnlyList<Statement> Statements) : Step(Stage, App);

    /// <summary>A login that a platform's API made is deleted by it; what it owns goes to its successor.</summary>
    /// <param name="Successor">Null where nobody is left to have it.</param>
    public sealed record DeleteLogin(Stage Stage, string? App, RoleName Login, RoleName? Successor) : Step(Stage, App);

    /// <summary>A statement that may not run in a transaction with others: CREATE DATABASE, DROP DATABASE, the making of a replication slot.</summary>
    /// <param name="DatabaseOid">Which database it must still be when the statement destroys one: a name can have passed to another since the plan was made.</param>
    /// <param name="Inside">The database to be in; null is the one that holds the registry.</param>
    public sealed record RunAlone(Stage Stage, string? App, Statement Statement, uint? DatabaseOid = null, DatabaseName? Inside = null) : Step(Stage, App);

    /// <summary>Sessions that a change shut out are ended: a revoke alone leaves them in.</summary>
    /// <param name="Roles">Whose; null is everybody's in the database.</param>
    public sealed record EndSessions(Stage Stage, string? App, DatabaseName Database, IReadOnlyList<RoleName>? Roles) : Step(Stage, App);

    /// <summary>A login proves that its credential works and that its session starts as whom it should: the owner, or for a member of a group itself.</summary>
    public sealed record Prove(string App, Login Login, DatabaseName Database, RoleName SessionRole) : Step(Stage.Proofs, App)
    {
        /// <summary>False for a login that is about to leave: that it fails is worth knowing, and stops nothing.</summary>
        public bool IsNeeded { get; init; } = true;
    }

    /// <summary>The pooler lets a new login in as the server does; the local one is told of it first.</summary>
    public sealed record TeachPooler(string App, Login Login, DatabaseName Database) : Step(Stage.Proofs, App);
}

/// <summary>A statement and the change it belongs to.</summary>
public sealed record Statement(SqlText Sql, Change Change);

/// <summary>What the registry is told. Closed.</summary>
public abstract record RegistryEntry
{
    private RegistryEntry()
    {
    }

    /// <summary>The app as it now is; <paramref name="Formerly"/> is the name its database was recorded under, where that changes.</summary>
    public sealed record RecordApp(App App, DatabaseName? Formerly) : RegistryEntry;

    /// <summary>A new password of a login, which the step draws; everything else of the app stays as it is on record.</summary>
    /// <param name="App">As it is on record.</param>
    /// <param name="Login">Likewise.</param>
    public sealed record RecordCredential(App App, Login Login) : RegistryEntry;

    /// <summary>The app is managed no more, or gone.</summary>
    public sealed record ForgetApp(App App) : RegistryEntry;

    /// <summary>A row that cannot be believed.</summary>
    public sealed record ForgetRow(SpoiltRow Row) : RegistryEntry;

    /// <summary>Everything of the stack: its key is lost, and it begins with another one.</summary>
    public sealed record ForgetStack : RegistryEntry;

    /// <summary>Everything of the stack is sealed anew, under the key that it goes over to.</summary>
    public sealed record ChangeKey : RegistryEntry;
}

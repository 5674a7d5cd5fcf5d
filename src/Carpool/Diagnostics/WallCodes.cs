namespace Carpool.Diagnostics;

/// <summary>CP6xxx: what verify finds about the walls.</summary>
public static class WallCodes
{
    /// <summary>A login got into a database that is not its app's.</summary>
    public static readonly DiagnosticCode Entered = new("CP6001", "A login got into another database");

    /// <summary>A try proved nothing.</summary>
    public static readonly DiagnosticCode Inconclusive = new("CP6002", "A try proved nothing");

    /// <summary>A database lets every role in.</summary>
    public static readonly DiagnosticCode OpenDatabase = new("CP6003", "A database is open to every role");

    /// <summary>A membership or an attribute leads out of an app.</summary>
    public static readonly DiagnosticCode OpenPath = new("CP6006", "A role reaches beyond its app");

    /// <summary>A shared database is open, and the platform does not let the admin close it.</summary>
    public static readonly DiagnosticCode OpenByPlatform = new("CP6004", "A database is left open by the platform", Severity.Info);

    /// <summary>Schema public is open on 14, and the platform does not let the admin close it.</summary>
    public static readonly DiagnosticCode SchemaOpenByPlatform = new("CP6005", "Schema public is left open by the platform", Severity.Info);

    /// <summary>A login may enter another's database.</summary>
    public static readonly DiagnosticCode Entry = new("CP6007", "A login may enter another database");

    /// <summary>A login could open its own database to others.</summary>
    public static readonly DiagnosticCode OwnDoor = new("CP6008", "A login can open its own database", Severity.Warning);

    /// <summary>A role of a tenant has power over the cluster.</summary>
    public static readonly DiagnosticCode Attribute = new("CP6009", "A role has power over the whole cluster");

    /// <summary>A role of a tenant has REPLICATION.</summary>
    public static readonly DiagnosticCode Replication = new("CP6010", "A role reads the whole cluster by replication");

    /// <summary>A role of a tenant is a member of one of Postgres' own.</summary>
    public static readonly DiagnosticCode BuiltInRole = new("CP6011", "A role is a member of a built-in role");

    /// <summary>A subscription copies from a neighbour, or belongs to a tenant.</summary>
    public static readonly DiagnosticCode Subscription = new("CP6017", "A subscription copies another database");

    /// <summary>A parameter that is kept for superusers is a tenant's to set.</summary>
    public static readonly DiagnosticCode Parameter = new("CP6021", "A role may set what is kept for superusers");

    /// <summary>A tenant may fill a tablespace.</summary>
    public static readonly DiagnosticCode Tablespace = new("CP6022", "A role may fill a tablespace", Severity.Warning);

    /// <summary>A setting bends the sessions of others.</summary>
    public static readonly DiagnosticCode Planted = new("CP6024", "A setting bends the sessions of others");

    /// <summary>A session is where its role may no longer connect.</summary>
    public static readonly DiagnosticCode Outlived = new("CP6028", "A session outlived its CONNECT");

    /// <summary>A password is kept badly, is missing or out of date.</summary>
    public static readonly DiagnosticCode Password = new("CP6029", "A password is kept badly", Severity.Warning);

    /// <summary>pg_hba.conf lets somebody in without a password.</summary>
    public static readonly DiagnosticCode Trusted = new("CP6030", "pg_hba.conf lets logins in without a password");

    /// <summary>pg_hba.conf lets somebody replicate without a password.</summary>
    public static readonly DiagnosticCode TrustedReplication = new("CP6031", "pg_hba.conf lets replication in without a password");

    /// <summary>One tenant can take the connections of all.</summary>
    public static readonly DiagnosticCode Starving = new("CP6032", "One login can take the connections of all", Severity.Warning);

    /// <summary>A role can let others act as a role of its tenant.</summary>
    public static readonly DiagnosticCode PassesOn = new("CP6033", "A role can pass another on", Severity.Warning);

    /// <summary>A login that is no tenant's may enter an app's database.</summary>
    public static readonly DiagnosticCode StrangerEnters = new("CP6034", "A login of no app may enter an app's database", Severity.Warning);

    /// <summary>A function runs as somebody else than the tenant.</summary>
    public static readonly DiagnosticCode Definer = new("CP6012", "A function runs as somebody beyond the app");

    /// <summary>A function lends the rights of an app's owner.</summary>
    public static readonly DiagnosticCode OwnDefiner = new("CP6013", "A function lends the rights of the app's owner", Severity.Warning);

    /// <summary>A tenant gets at a language that keeps nobody from the server.</summary>
    public static readonly DiagnosticCode Language = new("CP6014", "An untrusted language is within reach");

    /// <summary>A foreign server leads back into the cluster, or needs no password.</summary>
    public static readonly DiagnosticCode ForeignServer = new("CP6015", "A foreign server lets a role in as somebody else");

    /// <summary>A module that connects to other databases is there.</summary>
    public static readonly DiagnosticCode ForeignModule = new("CP6016", "A module connects to other databases", Severity.Warning);

    /// <summary>A publication gives an app's data away.</summary>
    public static readonly DiagnosticCode Publication = new("CP6018", "A publication is open to others", Severity.Warning);

    /// <summary>A function of the server's own was granted.</summary>
    public static readonly DiagnosticCode SystemFunction = new("CP6019", "A role may call what is kept for superusers");

    /// <summary>A catalog with secrets was granted.</summary>
    public static readonly DiagnosticCode SystemCatalog = new("CP6020", "A role may read or write what is kept for superusers");

    /// <summary>Default privileges open what is made next.</summary>
    public static readonly DiagnosticCode DefaultPrivilege = new("CP6023", "Default privileges will open the next object", Severity.Warning);

    /// <summary>An event trigger runs a tenant's code.</summary>
    public static readonly DiagnosticCode EventTrigger = new("CP6025", "An event trigger runs an app's code in everybody's sessions");

    /// <summary>Large objects are open.</summary>
    public static readonly DiagnosticCode LargeObject = new("CP6026", "Large objects are open", Severity.Warning);

    /// <summary>Row security does not hold.</summary>
    public static readonly DiagnosticCode RowSecurity = new("CP6027", "Row security has a gap", Severity.Warning);

    /// <summary>A tenant has something in another's database.</summary>
    public static readonly DiagnosticCode ForeignHolding = new("CP6035", "Objects belong or are granted to another app", Severity.Warning);

    /// <summary>Code of one runs in the sessions of another.</summary>
    public static readonly DiagnosticCode PlantedCode = new("CP6036", "Code of one runs in the sessions of another", Severity.Warning);

    /// <summary>A database may be copied.</summary>
    public static readonly DiagnosticCode Template = new("CP6037", "A database is a template", Severity.Warning);

    /// <summary>What the admin may not read, and so nobody judged.</summary>
    public static readonly DiagnosticCode Unknown = new("CP6040", "Something could not be looked at", Severity.Info);

    /// <summary>A path was asked for between what is not there.</summary>
    public static readonly DiagnosticCode NoSuchPair = new("CP6041", "There is no such role or database");

    /// <summary>The catalogs and a login contradict each other.</summary>
    public static readonly DiagnosticCode Disagreement = new("CP6050", "The two ways of the proof disagree");

    /// <summary>A login can do in its own database what must fail.</summary>
    public static readonly DiagnosticCode ActDone = new("CP6051", "An act that must fail was done");

    /// <summary>A login cannot do in its own database what must work.</summary>
    public static readonly DiagnosticCode ActRefused = new("CP6052", "An act that must work failed");

    /// <summary>A baseline cannot be read (an error), or an entry of it accepts nothing (any more).</summary>
    public static readonly DiagnosticCode Baseline = new("CP6060", "A baseline accepts what is not there", Severity.Warning);
}

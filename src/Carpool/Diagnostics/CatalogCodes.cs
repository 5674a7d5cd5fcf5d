namespace Carpool.Diagnostics;

/// <summary>CP2xxx: what the cluster holds that stands in the way of what the manifest asks.</summary>
public static class CatalogCodes
{
    /// <summary>A database of that name exists and is not this stack's.</summary>
    public static readonly DiagnosticCode DatabaseExists = new("CP2001", "A database of that name exists and is not this stack's");

    /// <summary>A role of that name exists and is not this stack's.</summary>
    public static readonly DiagnosticCode RoleExists = new("CP2002", "A role of that name exists and is not this stack's");

    /// <summary>A recorded object is not the one that has its name now.</summary>
    public static readonly DiagnosticCode ObjectReplaced = new("CP2003", "An object is not the one that Carpool made");

    /// <summary>A recorded object was renamed by hand.</summary>
    public static readonly DiagnosticCode ObjectRenamed = new("CP2004", "An object was renamed by hand");

    /// <summary>The manifest gives an app another database than it has.</summary>
    public static readonly DiagnosticCode DatabaseMoved = new("CP2005", "An app's database cannot change its name");

    /// <summary>An interrupted DROP DATABASE left a husk.</summary>
    public static readonly DiagnosticCode InvalidDatabase = new("CP2006", "A database was dropped half-way");

    /// <summary>A protected app would be removed.</summary>
    public static readonly DiagnosticCode AppIsProtected = new("CP2007", "A protected app would be removed");

    /// <summary>A prepared transaction is pending in a database that would be renamed or dropped.</summary>
    public static readonly DiagnosticCode PreparedTransaction = new("CP2008", "A prepared transaction is pending");

    /// <summary>A slot is in use in a database that would be dropped.</summary>
    public static readonly DiagnosticCode SlotInUse = new("CP2009", "A replication slot is in use");

    /// <summary>A role that would be dropped owns something in another database, or a policy there names it.</summary>
    public static readonly DiagnosticCode RoleHoldsElsewhere = new("CP2010", "A role that would be dropped is needed elsewhere");

    /// <summary>A watcher is no role of the cluster.</summary>
    public static readonly DiagnosticCode UnknownWatcher = new("CP2011", "A watcher is no role of the cluster");

    /// <summary>A database vanished that the registry knows.</summary>
    public static readonly DiagnosticCode DatabaseVanished = new("CP2012", "A database vanished", Severity.Warning);

    /// <summary>The named app is not there, or not in the state that the command needs.</summary>
    public static readonly DiagnosticCode NoSuchApp = new("CP2013", "No such app");

    /// <summary>A database that no stack manages is open to every role.</summary>
    public static readonly DiagnosticCode OpenNeighbour = new("CP2014", "A database that no stack manages is open to every role", Severity.Warning);

    /// <summary>Restoring would meet a live object of the same name.</summary>
    public static readonly DiagnosticCode NameInUse = new("CP2015", "A name is in use again");

    /// <summary>A session that would have to end is out of the admin's reach.</summary>
    public static readonly DiagnosticCode SessionOutOfReach = new("CP2016", "A session that would have to end is out of reach");

    /// <summary>An app is listed again whose purge was interrupted.</summary>
    public static readonly DiagnosticCode HalfPurged = new("CP2017", "An app is being dropped for good");

    /// <summary>The registry says that an app is removed, and the cluster lets roles connect to its database.</summary>
    public static readonly DiagnosticCode RemovedAppInUse = new("CP2018", "An app on record as removed is in use");

    /// <summary>Objects in an app's database belong to a role that the admin can neither be nor act for.</summary>
    public static readonly DiagnosticCode OwnerOutOfReach = new("CP2026", "Objects in an app's database belong to a role out of reach", Severity.Warning);

    /// <summary>An event trigger of an app's database would run somebody's function as the admin.</summary>
    public static readonly DiagnosticCode EventTrigger = new("CP2019", "An event trigger would run as the admin");

    /// <summary>The registry stands in both of its homes.</summary>
    public static readonly DiagnosticCode TwoRegistries = new("CP2020", "There are two registries");

    /// <summary>The registry was made by a newer Carpool.</summary>
    public static readonly DiagnosticCode NewerRegistry = new("CP2021", "The registry was made by a newer Carpool");

    /// <summary>The registry is not the admin's, or somebody planted something in it.</summary>
    public static readonly DiagnosticCode UntrustedRegistry = new("CP2022", "The registry cannot be trusted");

    /// <summary>A row of the registry was not written with the stack's key.</summary>
    public static readonly DiagnosticCode ForgedRow = new("CP2023", "A row of the registry is not authentic");

    /// <summary>A login without a password on record.</summary>
    public static readonly DiagnosticCode NoCredential = new("CP2024", "A login has no password on record");

    /// <summary>A row of the registry speaks of an app that was kept and forgotten.</summary>
    public static readonly DiagnosticCode AppWasKept = new("CP2025", "The registry has a row of an app that was kept");

    /// <summary>The registry's schema is there, and not all that belongs into it.</summary>
    public static readonly DiagnosticCode IncompleteRegistry = new("CP2040", "The registry is not whole");

    /// <summary>The registry was made by an older Carpool; the next run that writes brings it up to date.</summary>
    public static readonly DiagnosticCode OlderRegistry = new("CP2041", "The registry was made by an older Carpool", Severity.Info);

    /// <summary>A row of the registry is half-written or contradicts another one.</summary>
    public static readonly DiagnosticCode SpoiltRow = new("CP2042", "A row of the registry makes no sense");

    /// <summary>A quarantined database is not there any more.</summary>
    public static readonly DiagnosticCode QuarantineVanished = new("CP2043", "A quarantined database vanished", Severity.Warning);

    /// <summary>An object of the name has not the shape or the owner that Carpool gives an app's.</summary>
    public static readonly DiagnosticCode NotAdoptable = new("CP2044", "An object does not look like an app's");

    /// <summary>A quarantined database that is not on record does not say whose it was.</summary>
    public static readonly DiagnosticCode NamelessQuarantine = new("CP2045", "A quarantined database does not say what it was called", Severity.Warning);

    /// <summary>The registry's own database let nobody in, so that the registry seemed not to be there.</summary>
    public static readonly DiagnosticCode RegistryWasClosed = new("CP2047", "The registry's database was closed");

    /// <summary>A login that should get a new password is not there.</summary>
    public static readonly DiagnosticCode LoginVanished = new("CP2046", "A login vanished");

    /// <summary>An adopted login has sessions that may have begun before it became the model's.</summary>
    public static readonly DiagnosticCode LoginLingers = new("CP2060", "An adopted login keeps its owner's rights while it has sessions", Severity.Info);

    /// <summary>A login has things to do in a database of another app as well.</summary>
    public static readonly DiagnosticCode LoginServesTwo = new("CP2061", "A login serves two databases", Severity.Warning);

    /// <summary>What a login may do is not what its access will let it do.</summary>
    public static readonly DiagnosticCode AccessDiffers = new("CP2062", "A login's rights are no access of the model", Severity.Warning);

    /// <summary>Something of a database or login has no word in the manifest.</summary>
    public static readonly DiagnosticCode NotDescribed = new("CP2063", "Something has no word in the manifest", Severity.Warning);

    /// <summary>A named database cannot be an app's.</summary>
    public static readonly DiagnosticCode NoAppsDatabase = new("CP2064", "A database cannot be an app's");

    /// <summary>A role cannot be given another login: something that the old one has cannot be given to a new one.</summary>
    public static readonly DiagnosticCode LoginNotReplaceable = new("CP2075", "A login cannot be replaced");

    /// <summary>A login that was replaced works still.</summary>
    public static readonly DiagnosticCode RetirementPending = new("CP2076", "A login that was replaced is to be retired", Severity.Info);

    /// <summary>A rotation was interrupted: its new login is there and not handed out.</summary>
    public static readonly DiagnosticCode RotationUnfinished = new("CP2077", "A rotation is unfinished", Severity.Warning);

    /// <summary>A login that is about to be retired is in use.</summary>
    public static readonly DiagnosticCode RetirementEndsSessions = new("CP2078", "A login is in use that is about to be retired", Severity.Info);

    /// <summary>The cluster changed where a saved plan looks at it.</summary>
    public static readonly DiagnosticCode PlanNoLongerFits = new("CP2030", "A saved plan no longer fits");

    /// <summary>A saved plan was made for another cluster, or a copy of it.</summary>
    public static readonly DiagnosticCode PlanOfAnotherCluster = new("CP2031", "A saved plan is for another cluster");

    /// <summary>A saved plan is another stack's.</summary>
    public static readonly DiagnosticCode PlanOfAnotherStack = new("CP2032", "A saved plan is for another stack");

    /// <summary>A saved plan was made as another admin.</summary>
    public static readonly DiagnosticCode PlanOfAnotherAdmin = new("CP2033", "A saved plan was made as another admin");

    /// <summary>A setting that only a superuser may plant.</summary>
    public static readonly DiagnosticCode SettingForbidden = new("CP2050", "A setting that the admin may not set");

    /// <summary>A setting of a parameter that the server does not know.</summary>
    public static readonly DiagnosticCode UnknownParameter = new("CP2051", "A parameter that the server does not know");

    /// <summary>A value, or a parameter, that the server does not take for a database or a role.</summary>
    public static readonly DiagnosticCode SettingRefused = new("CP2052", "A setting that the server refuses");

    /// <summary>A setting that nobody asked for and that only a superuser can take away.</summary>
    public static readonly DiagnosticCode SettingOutOfReach = new("CP2053", "A setting that the admin may not take away", Severity.Warning);

    /// <summary>An extension that the server does not have.</summary>
    public static readonly DiagnosticCode UnknownExtension = new("CP2054", "An extension that the server does not have");

    /// <summary>An extension that only a superuser may make.</summary>
    public static readonly DiagnosticCode ExtensionForbidden = new("CP2055", "An extension that the admin may not create");

    /// <summary>An extension that is there and not in the list.</summary>
    public static readonly DiagnosticCode ExtensionNotListed = new("CP2056", "An extension that the manifest does not list", Severity.Info);

    /// <summary>What an extension needs beside it, or the schema that it would be put into, is not as it must be.</summary>
    public static readonly DiagnosticCode ExtensionBlocked = new("CP2057", "An extension that cannot be made as things are");

    /// <summary>A database exists with another locale or encoding than the manifest says.</summary>
    public static readonly DiagnosticCode LocaleDiffers = new("CP2058", "A database's locale cannot change");

    /// <summary>A locale that the server, or its version, does not have.</summary>
    public static readonly DiagnosticCode LocaleMissing = new("CP2059", "A locale that the server does not have");
}

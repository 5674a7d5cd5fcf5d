namespace Carpool.Diagnostics;

/// <summary>CP1xxx: what can be wrong with a manifest, found before anything connects.</summary>
public static class ManifestCodes
{
    /// <summary>The file is not YAML.</summary>
    public static readonly DiagnosticCode NotYaml = new("CP1001", "The manifest is not YAML");

    /// <summary>The file is missing, a folder, or closed to the user.</summary>
    public static readonly DiagnosticCode CannotRead = new("CP1002", "The manifest cannot be read");

    /// <summary>The file is larger than any manifest.</summary>
    public static readonly DiagnosticCode TooLarge = new("CP1003", "The manifest is too large");

    /// <summary>The bytes are not UTF-8.</summary>
    public static readonly DiagnosticCode NotUtf8 = new("CP1004", "The manifest is not UTF-8");

    /// <summary>An anchor or an alias.</summary>
    public static readonly DiagnosticCode AnchorOrAlias = new("CP1005", "Anchors and aliases are not part of a manifest");

    /// <summary>A YAML tag.</summary>
    public static readonly DiagnosticCode Tag = new("CP1006", "Tags are not part of a manifest");

    /// <summary>A second YAML document in the file.</summary>
    public static readonly DiagnosticCode SeveralDocuments = new("CP1007", "The manifest holds several documents");

    /// <summary>Lists and mappings within each other beyond any sense.</summary>
    public static readonly DiagnosticCode TooDeep = new("CP1008", "The manifest is nested too deeply");

    /// <summary>More problems than anybody reads.</summary>
    public static readonly DiagnosticCode TooManyProblems = new("CP1009", "The manifest has too many problems to list");

    /// <summary>A key that no version knows.</summary>
    public static readonly DiagnosticCode UnknownKey = new("CP1010", "An unknown key");

    /// <summary>A key or a name that stands there twice.</summary>
    public static readonly DiagnosticCode Duplicate = new("CP1011", "Something is there twice");

    /// <summary>A list where text belongs, text where a number belongs, and so on.</summary>
    public static readonly DiagnosticCode WrongType = new("CP1012", "A value of the wrong type");

    /// <summary>A key that must be there and is not.</summary>
    public static readonly DiagnosticCode MissingKey = new("CP1013", "A required key is missing");

    /// <summary>A number that is too small or too large.</summary>
    public static readonly DiagnosticCode OutOfRange = new("CP1014", "A number out of range");

    /// <summary>A word that is not one of the few.</summary>
    public static readonly DiagnosticCode NotAChoice = new("CP1015", "A word that is not one of the choices");

    /// <summary>`${NAME}` names a variable that is missing or empty.</summary>
    public static readonly DiagnosticCode EnvironmentMissing = new("CP1017", "An environment variable is missing");

    /// <summary>`${` that names no variable.</summary>
    public static readonly DiagnosticCode MalformedReference = new("CP1018", "A malformed reference to the environment");

    /// <summary>Two keys of which only one makes sense.</summary>
    public static readonly DiagnosticCode Contradiction = new("CP1019", "Two keys that exclude each other");

    /// <summary>A name with a character that Carpool cannot carry.</summary>
    public static readonly DiagnosticCode MalformedName = new("CP1020", "A name with a forbidden character");

    /// <summary>A name that Postgres, a platform or Carpool keeps for itself.</summary>
    public static readonly DiagnosticCode ReservedName = new("CP1021", "A reserved name");

    /// <summary>A name, or one derived from it, that Postgres would cut.</summary>
    public static readonly DiagnosticCode NameTooLong = new("CP1022", "A name that is too long");

    /// <summary>Two roles that would have one name.</summary>
    public static readonly DiagnosticCode RolesCollide = new("CP1023", "Two roles with one name");

    /// <summary>Two apps in one database.</summary>
    public static readonly DiagnosticCode DatabaseShared = new("CP1024", "Two apps on one database");

    /// <summary>A stack's name with other characters than letters, digits, - _ and dots.</summary>
    public static readonly DiagnosticCode MalformedStack = new("CP1025", "A malformed stack name");

    /// <summary>An admin URL of some other kind.</summary>
    public static readonly DiagnosticCode NotAPostgresUrl = new("CP1026", "The cluster's URL is not a Postgres URL");

    /// <summary>What is no parameter's name, or a value that the parameter cannot have in any version.</summary>
    public static readonly DiagnosticCode MalformedSetting = new("CP1030", "A malformed setting");

    /// <summary>A parameter by which Carpool says who a session is.</summary>
    public static readonly DiagnosticCode ReservedSetting = new("CP1031", "A setting that Carpool sets itself");

    /// <summary>A sync engine that no preset is for.</summary>
    public static readonly DiagnosticCode NoPreset = new("CP1040", "A sync engine without a preset");

    /// <summary>A risk that is none, or that an engine brings and nobody accepted.</summary>
    public static readonly DiagnosticCode UnknownRisk = new("CP1041", "A risk is not accepted");

    /// <summary>A mode that the engine does not work with.</summary>
    public static readonly DiagnosticCode NoSuchMode = new("CP1042", "A mode that the sync engine does not work with");

    /// <summary>A stream's name that no slot can have.</summary>
    public static readonly DiagnosticCode MalformedStream = new("CP1043", "A malformed stream");

    /// <summary>Two engines with one slot.</summary>
    public static readonly DiagnosticCode StreamsCollide = new("CP1044", "Two sync engines with one stream");

    /// <summary>A locale that is none in the provider's words.</summary>
    public static readonly DiagnosticCode MalformedLocale = new("CP1032", "A malformed locale");
}

using Carpool.State;

namespace Carpool.Sql;

/// <summary>A string constant. One with a backslash is written in the E'' form, which reads the same whatever standard_conforming_strings says.</summary>
public sealed class Literal(string value)
{
    /// <summary>The constant in quotes.</summary>
    internal string Quoted { get; } = value.Contains('\\', StringComparison.Ordinal)
        ? $"E'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'"
        : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <inheritdoc/>
    public override string ToString() => Quoted;
}

/// <summary>A keyword of Postgres' grammar, from a closed list.</summary>
public sealed class Keyword
{
    /// <summary>LOGIN.</summary>
    public static readonly Keyword Login = new("LOGIN");

    /// <summary>NOLOGIN.</summary>
    public static readonly Keyword NoLogin = new("NOLOGIN");

    /// <summary>INHERIT.</summary>
    public static readonly Keyword Inherit = new("INHERIT");

    /// <summary>NOINHERIT.</summary>
    public static readonly Keyword NoInherit = new("NOINHERIT");

    /// <summary>CREATEDB.</summary>
    public static readonly Keyword CreateDatabase = new("CREATEDB");

    /// <summary>CREATEROLE.</summary>
    public static readonly Keyword CreateRole = new("CREATEROLE");

    /// <summary>BYPASSRLS.</summary>
    public static readonly Keyword BypassRowSecurity = new("BYPASSRLS");

    /// <summary>FILE_COPY.</summary>
    public static readonly Keyword FileCopy = new("FILE_COPY");

    /// <summary>libc.</summary>
    public static readonly Keyword Libc = new("libc");

    /// <summary>icu.</summary>
    public static readonly Keyword Icu = new("icu");

    /// <summary>builtin.</summary>
    public static readonly Keyword Builtin = new("builtin");

    /// <summary>TRUE.</summary>
    public static readonly Keyword True = new("TRUE");

    /// <summary>FALSE.</summary>
    public static readonly Keyword False = new("FALSE");

    private static readonly Dictionary<ObjectKind, Keyword> Kinds = new()
    {
        [ObjectKind.Tables] = new("TABLES"),
        [ObjectKind.Sequences] = new("SEQUENCES"),
        [ObjectKind.Functions] = new("FUNCTIONS"),
        [ObjectKind.Types] = new("TYPES"),
        [ObjectKind.Schemas] = new("SCHEMAS"),
        [ObjectKind.LargeObjects] = new("LARGE OBJECTS"),
    };

    private static readonly Dictionary<ObjectKind, Keyword> Singular = new()
    {
        [ObjectKind.Tables] = new("TABLE"),
        [ObjectKind.Sequences] = new("SEQUENCE"),
        [ObjectKind.Functions] = new("ROUTINE"),
    };

    /// <summary>By the names of pg_identify_object, and the two that stand for several of them.</summary>
    private static readonly Dictionary<string, Keyword> Types = new(StringComparer.Ordinal)
    {
        ["table"] = new("TABLE"),
        ["routine"] = new("ROUTINE"),
        ["type"] = new("TYPE"),
        ["operator"] = new("OPERATOR"),
        ["operator class"] = new("OPERATOR CLASS"),
        ["operator family"] = new("OPERATOR FAMILY"),
        ["collation"] = new("COLLATION"),
        ["conversion"] = new("CONVERSION"),
        ["text search configuration"] = new("TEXT SEARCH CONFIGURATION"),
        ["text search dictionary"] = new("TEXT SEARCH DICTIONARY"),
        ["statistics object"] = new("STATISTICS"),
        ["server"] = new("SERVER"),
        ["publication"] = new("PUBLICATION"),
        ["large object"] = new("LARGE OBJECT"),
    };

    private Keyword(string text) => Text = text;

    /// <summary>The keyword as it is written.</summary>
    internal string Text { get; }

    /// <summary>TRUE or FALSE.</summary>
    public static Keyword Of(bool value) => value ? True : False;

    /// <summary>What LOCALE_PROVIDER takes.</summary>
    public static Keyword Of(LocaleProvider provider) => provider switch
    {
        LocaleProvider.Icu => Icu,
        LocaleProvider.Builtin => Builtin,
        _ => Libc,
    };

    /// <summary>The plural that ALTER DEFAULT PRIVILEGES takes.</summary>
    public static Keyword Of(ObjectKind kind) => Kinds[kind];

    /// <summary>What GRANT and REVOKE take before the names.</summary>
    public static Keyword OfOne(ObjectKind kind) => Singular[kind];

    /// <summary>What ALTER takes for a type of object, by the name that pg_identify_object gives it.</summary>
    public static Keyword OfType(string type) => Types[type];

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A parameter's name, each of its parts quoted: `pgaudit.log` is two identifiers, not one.</summary>
public sealed class ParameterName(string name)
{
    /// <summary>The name as it is written in SET.</summary>
    internal string Quoted { get; } = string.Join('.', name.Split('.').Select(part => $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    /// <inheritdoc/>
    public override string ToString() => Quoted;
}

/// <summary>Stands for the SCRAM verifier of the password that is drawn for a login while the plan is carried out.</summary>
public sealed record VerifierOf(RoleName Login);

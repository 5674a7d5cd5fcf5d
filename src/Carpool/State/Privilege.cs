namespace Carpool.State;

/// <summary>A privilege, by its keyword in GRANT and in aclexplode.</summary>
public sealed record Privilege : IComparable<Privilege>
{
    /// <summary>May open a session in the database.</summary>
    public static readonly Privilege Connect = new("CONNECT");

    /// <summary>May create in the database (schemas, publications, trusted extensions) or in the schema.</summary>
    public static readonly Privilege Create = new("CREATE");

    /// <summary>May make temporary relations.</summary>
    public static readonly Privilege Temporary = new("TEMPORARY");

    /// <summary>May look up objects in the schema, or use the type.</summary>
    public static readonly Privilege Usage = new("USAGE");

    /// <summary>May call functions.</summary>
    public static readonly Privilege Execute = new("EXECUTE");

    /// <summary>May read rows, or what a sequence has come to.</summary>
    public static readonly Privilege Select = new("SELECT");

    /// <summary>May add rows.</summary>
    public static readonly Privilege Insert = new("INSERT");

    /// <summary>May change rows, or set a sequence.</summary>
    public static readonly Privilege Update = new("UPDATE");

    /// <summary>May delete rows.</summary>
    public static readonly Privilege Delete = new("DELETE");

    private static readonly Privilege[] Known =
    [
        Connect, Create, Temporary, Usage, Execute, Select, Insert, Update, Delete,
        .. new[] { "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN" }.Select(keyword => new Privilege(keyword)),
    ];

    private Privilege(string keyword) => Keyword = keyword;

    /// <summary>The keyword, in capitals.</summary>
    public string Keyword { get; }

    /// <summary>The privilege that aclexplode names; a keyword that no version up to 18 has is a bug.</summary>
    public static Privilege Of(string keyword) =>
        Array.Find(Known, privilege => privilege.Keyword == keyword) ?? throw new ArgumentException($"Postgres has no privilege {keyword}", nameof(keyword));

    /// <summary>By keyword.</summary>
    public int CompareTo(Privilege? other) => string.CompareOrdinal(Keyword, other?.Keyword);

    /// <inheritdoc/>
    public override string ToString() => Keyword;
}

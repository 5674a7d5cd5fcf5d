using System.Text;

namespace Carpool.State;

/// <summary>
/// The name of an object in Postgres: 1 to 63 bytes of UTF-8 without NUL. A longer one would be cut by the server with only a
/// NOTICE, so that two long names collide (NAMEDATALEN).
/// </summary>
public abstract record Identifier
{
    /// <summary>Names longer than this many bytes are cut by Postgres.</summary>
    public const int MaxBytes = 63;

    private protected Identifier(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!IsValid(value)) throw new ArgumentException($"'{value}' is not a Postgres identifier: 1 to {MaxBytes} bytes, no NUL", nameof(value));
        Value = value;
    }

    /// <summary>The name as it stands in the catalog, unquoted.</summary>
    public string Value { get; }

    /// <summary>True where Postgres would store the name unchanged.</summary>
    public static bool IsValid(string value) =>
        value is { Length: > 0 } && !value.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(value) <= MaxBytes;

    /// <inheritdoc/>
    public sealed override string ToString() => Value;
}

/// <summary>The name of a role, as in pg_roles.rolname.</summary>
public sealed record RoleName(string Text) : Identifier(Text);

/// <summary>The name of a database, as in pg_database.datname.</summary>
public sealed record DatabaseName(string Text) : Identifier(Text);

/// <summary>The name of a column, as in pg_attribute.attname.</summary>
public sealed record ColumnName(string Text) : Identifier(Text);

/// <summary>The name of an extension, as in pg_extension.extname.</summary>
public sealed record ExtensionName(string Text) : Identifier(Text);

/// <summary>The name of a schema, as in pg_namespace.nspname.</summary>
public sealed record SchemaName(string Text) : Identifier(Text)
{
    /// <summary>The one that every new database has.</summary>
    public static readonly SchemaName Public = new("public");

    /// <summary>The admin's own, for extensions that need a superuser: in no schema that a tenant may write to.</summary>
    public static readonly SchemaName Extensions = new("carpool_extensions");
}

/// <summary>The name of a tablespace, as in pg_tablespace.spcname.</summary>
public sealed record TablespaceName(string Text) : Identifier(Text);

/// <summary>The name of a subscription, as in pg_subscription.subname.</summary>
public sealed record SubscriptionName(string Text) : Identifier(Text);

/// <summary>The name of a publication, as in pg_publication.pubname.</summary>
public sealed record PublicationName(string Text) : Identifier(Text);

/// <summary>The name of an index, as in pg_class.relname.</summary>
public sealed record IndexName(string Text) : Identifier(Text);

/// <summary>The name of a replication slot: small letters, digits and underscores, one of it in the whole cluster.</summary>
public sealed record SlotName(string Text) : Identifier(Text);

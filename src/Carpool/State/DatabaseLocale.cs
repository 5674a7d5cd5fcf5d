namespace Carpool.State;

/// <summary>How a database sorts, compares and stores text. Decided when it is made, for good.</summary>
/// <param name="Provider">Null in a desired state that leaves it to the server.</param>
/// <param name="Locale">In the provider's words; null in a desired state that leaves it to the server.</param>
/// <param name="Encoding">As pg_encoding_to_char writes it; null in a desired state that leaves it to the server.</param>
public sealed record DatabaseLocale(LocaleProvider? Provider, string? Locale, string? Encoding)
{
    /// <summary>True where <paramref name="actual"/> is what is wanted here. A locale has several spellings: `en_US.utf8` and `en_US.UTF-8`, `en_us` and `en-US`.</summary>
    public bool IsMetBy(DatabaseLocale actual)
    {
        ArgumentNullException.ThrowIfNull(actual);
        return (Provider is null || Provider == actual.Provider)
            && (Locale is null || (actual.Locale is { } found && Bare(Locale) == Bare(found)))
            && (Encoding is null || Encoding == actual.Encoding);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", new[]
    {
        Provider is { } provider ? $"provider {provider.ToString().ToLowerInvariant()}" : null,
        Locale is null ? null : $"locale {Locale}",
        Encoding is null ? null : $"encoding {Encoding}",
    }.OfType<string>());

    private static string Bare(string locale) => string.Concat(locale.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}

/// <summary>Whose rules of sorting and comparing a database follows.</summary>
public enum LocaleProvider
{
    /// <summary>The operating system's.</summary>
    Libc,

    /// <summary>ICU's, from 15.</summary>
    Icu,

    /// <summary>Postgres' own, from 17.</summary>
    Builtin,
}

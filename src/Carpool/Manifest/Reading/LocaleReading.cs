using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest.Reading;

/// <summary>Makes a database's locale of what stands under `locale`.</summary>
internal static class LocaleReading
{
    /// <summary>The locale; null where there is none, or something about it was reported.</summary>
    internal static LocaleManifest? Read(Value.Keys app, Value.Text name, Problems problems)
    {
        if (app.Find<Value.Keys>("locale") is not { Entries.Count: > 0 } keys) return null;
        var place = app.Entries["locale"].Key;
        var (locale, subject) = (keys.Find<Value.Text>("locale"), $"apps.{name.Shown}.locale");
        LocaleProvider? provider = keys.Find<Value.Text>("provider")?.Content switch
        {
            "icu" => LocaleProvider.Icu,
            "builtin" => LocaleProvider.Builtin,
            "libc" => LocaleProvider.Libc,
            _ => locale is null ? null : LocaleProvider.Libc,
        };
        if (provider is LocaleProvider.Icu or LocaleProvider.Builtin && !keys.Entries.ContainsKey("locale"))
        {
            problems.Add(ManifestCodes.MissingKey, place, $"`{subject}` lacks the key 'locale', which only libc can do without", "Add 'locale'.", $"{subject}.locale");
        }

        if (locale is not null && !IsLocale(locale.Content, provider))
        {
            problems.Add(
                ManifestCodes.MalformedLocale,
                locale.Location,
                $"'{locale.Shown}' is no locale of {provider.ToString()!.ToLowerInvariant()}",
                provider is LocaleProvider.Icu ? "Write a language tag, such as en-US or de-u-co-phonebk." : "Write it as the server does, such as C or en_US.UTF-8.",
                $"{subject}.locale");
        }

        return new(new(provider, locale?.Content, keys.Find<Value.Text>("encoding")?.Content), place);
    }

    /// <summary>ICU's other form (de@collation=phonebook) is stored as another text than it was given as: nobody could tell later whether it is the same.</summary>
    private static bool IsLocale(string locale, LocaleProvider? provider) => provider is LocaleProvider.Icu
        ? locale.Split('-', '_').All(part => part.Length > 0 && part.All(char.IsAsciiLetterOrDigit))
        : locale.All(c => c is > ' ' and <= '~');
}

using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Manifest;
using Carpool.State;

namespace Carpool.Planning.Declared;

/// <summary>Locales that a database has not, and cannot get: it is never made anew for that. And those that the server cannot give to a new one.</summary>
internal static class LocaleConflicts
{
    /// <summary>The locales of Postgres' own provider, and the version that brought each.</summary>
    private static readonly Dictionary<string, int> Builtin = new(StringComparer.OrdinalIgnoreCase) { ["C"] = 17, ["C.UTF-8"] = 17, ["C.UTF8"] = 17, ["PG_UNICODE_FAST"] = 18 };

    public static IReadOnlyList<Diagnostic> Find(ClusterState desired, Surroundings surroundings, Server server, StackManifest manifest)
    {
        var apps = new Ownership(desired);
        var databases = surroundings.Databases.ToDictionary(listing => listing.Name);
        return
        [
            .. from database in desired.Databases
               let problem = (database.Locale, databases.GetValueOrDefault(database.Name)) switch
               {
                   (null, _) => null,
                   (var wanted, null) => Missing(database.Name, wanted, surroundings, server),
                   (var wanted, var listing) => Differs(database.Name, wanted, listing.Locale),
               }
               where problem is not null
               select problem with { Subject = apps.Of(database.Name), Location = manifest.PlaceOfLocale(database.Name) },
        ];
    }

    private static Diagnostic? Differs(DatabaseName database, DatabaseLocale wanted, DatabaseLocale? found) => found is null || wanted.IsMetBy(found) ? null : CatalogCodes.LocaleDiffers.With(
        $"Database {database} has {found}, and the manifest says {wanted}: that is decided when a database is made.",
        "Write what it has; for another one make an app with another `database:`, and move the data with pg_dump and pg_restore.");

    private static Diagnostic? Missing(DatabaseName database, DatabaseLocale wanted, Surroundings surroundings, Server server) => wanted switch
    {
        { Provider: LocaleProvider.Icu } when server.Major < 15 => Missing($"The server cannot make database {database} with {wanted}: ICU is there for whole databases from Postgres 15 on.", "Use libc, or a newer server."),
        { Provider: LocaleProvider.Icu } when !surroundings.HasIcu => Missing($"The server cannot make database {database} with {wanted}: it was built without ICU.", "Use another provider."),
        { Provider: LocaleProvider.Builtin } when server.Major < 17 => Missing($"The server cannot make database {database} with {wanted}: Postgres has a provider of its own from 17 on.", "Use libc, or a newer server."),
        { Provider: LocaleProvider.Builtin, Locale: { } locale } when server.Major <= 18 && !(Builtin.TryGetValue(locale, out var since) && since <= server.Major) =>
            Missing($"The server cannot make database {database} with {wanted}: there is no such locale.", $"Write one of {string.Join(", ", Builtin.Where(known => known.Value <= server.Major && known.Key != "C.UTF8").Select(known => known.Key))}."),
        { Locale: { } locale } when surroundings.UnknownLocales.Contains(locale) =>
            Missing($"The server cannot make database {database} with {wanted}: its operating system has no such locale.", "Ask whoever runs the server to install it, or use another one."),
        _ => null,
    };

    private static Diagnostic Missing(string message, string fix) => CatalogCodes.LocaleMissing.With(message, fix);
}

using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Manifest;
using Carpool.Manifest.Grammar;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning.Declared;

/// <summary>Extensions that cannot be made: not there, not the admin's to make, or not safe where they would go.</summary>
internal static class ExtensionConflicts
{
    private static readonly ExtensionName Language = new("plpgsql");

    public static IReadOnlyList<Diagnostic> Find(ClusterState actual, ClusterState desired, Surroundings surroundings, Server server, StackManifest manifest)
    {
        var (apps, places) = (new Ownership(desired), new ExtensionPlaces(actual, desired, surroundings));
        var there = actual.Extensions.ToHashSet();
        var listed = desired.Extensions.ToHashSet();
        return
        [
            .. from extension in desired.Extensions
               where !there.Contains(extension)
               from problem in Problems(extension, apps.Of(extension.Database))
               select problem with { Location = manifest.PlaceOf(extension) },

            // An app whose manifest lists none makes its own
            .. from extension in actual.Extensions
               where extension.Name != Language && !listed.Contains(extension) && desired.Extensions.Any(other => other.Database == extension.Database)
               select CatalogCodes.ExtensionNotListed.With(
                   $"Extension {extension.Name} is in database {extension.Database}, and the manifest does not list it: it stays.",
                   "List it, or drop it with DROP EXTENSION when nothing needs it.",
                   apps.Of(extension.Database)),
        ];

        IEnumerable<Diagnostic> Problems(Extension extension, string app)
        {
            if (places.Find(extension.Name) is not { } available)
            {
                var meant = Nearest.To(extension.Name.Value, surroundings.AvailableExtensions.Select(known => known.Name.Value));
                yield return CatalogCodes.UnknownExtension.With(
                    $"The server has no extension {extension.Name}{(meant is null ? "." : $"; did you mean {meant}?")}",
                    meant is null ? "Ask whoever runs the server to install its files, or take it out of the list." : $"Write {meant}, or take it out of the list.",
                    app);
                yield break;
            }

            if (available.NeedsSuperuser && !server.Admin.IsSuperuser)
            {
                yield return CatalogCodes.ExtensionForbidden.With(
                    $"Extension {extension.Name} takes a superuser, and the admin {server.Admin.Name} is none.",
                    $"Have a superuser, or the platform, run in database {extension.Database}{(surroundings.Databases.Any(listing => listing.Name == extension.Database) ? "" : " (made by `carpool up` without it)")}: {AskedFor(extension, available)}",
                    app);
                yield break;
            }

            foreach (var required in available.Requires.Select(name => extension with { Name = name }).Where(required => !there.Contains(required) && !listed.Contains(required)))
            {
                yield return CatalogCodes.ExtensionBlocked.With($"Extension {extension.Name} requires {required.Name}, which is neither in database {extension.Database} nor listed.", $"List {required.Name} as well.", app);
            }

            if (places.IsAdmins(extension) && places.WritableSchemaFor(extension) is { } open)
            {
                yield return CatalogCodes.ExtensionBlocked.With(
                    $"Extension {extension.Name} would be made by a superuser with schema {open} of database {extension.Database} in reach, which somebody of the app may write to.",
                    $"Rename or drop what is there, so that it can be made in schema {SchemaName.Extensions}, then run the command again.",
                    app);
            }
        }

        string AskedFor(Extension extension, AvailableExtension available)
        {
            var schema = places.SchemaOf(extension);
            var sql = available.Requires.Count == 0 ? ExtensionSql.Create(extension.Name, schema) : ExtensionSql.CreateWithRequired(extension.Name, schema);
            return schema is null || !places.LacksAdminsSchema(extension.Database) ? $"{sql}" : $"{SchemaSql.Create(schema)}; {SchemaSql.OpenToAll(schema)}; {sql}";
        }
    }
}

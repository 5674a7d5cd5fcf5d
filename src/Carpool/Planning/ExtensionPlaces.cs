using Carpool.State;

namespace Carpool.Planning;

/// <summary>
/// Where an extension of an app goes, and who makes it. One that a superuser must make runs a script with all power, with its schema and
/// those of what it requires in reach: nobody of the app may be able to put anything there.
/// </summary>
internal sealed class ExtensionPlaces(ClusterState actual, ClusterState desired, Surroundings surroundings)
{
    private readonly Dictionary<ExtensionName, AvailableExtension> _available = surroundings.AvailableExtensions.ToDictionary(extension => extension.Name);

    /// <summary>What the server knows of it; null where it does not have it.</summary>
    public AvailableExtension? Find(ExtensionName extension) => _available.GetValueOrDefault(extension);

    /// <summary>True where the admin makes it, as a superuser, or for one that a superuser makes; all others are made as the app's owner, and are its own.</summary>
    public bool IsAdmins(Extension extension) => Find(extension.Name) is { NeedsSuperuser: true }
        || desired.Extensions.Any(other => other.Database == extension.Database && other.Name != extension.Name && RequiresOf(other.Name).Contains(extension.Name) && IsAdmins(other));

    /// <summary>True where the schema for those that need a superuser has to be made first.</summary>
    public bool LacksAdminsSchema(DatabaseName database) => !IsAdmins(database, SchemaName.Extensions);

    /// <summary>Its own where it has one, which the script finds or makes; the admin's; or `public`, and where the app dropped that the first one of the manifest.</summary>
    public SchemaName? SchemaOf(Extension extension)
    {
        if (Find(extension.Name) is { Schema: not null }) return null;
        if (IsAdmins(extension)) return SchemaName.Extensions;
        var isPublicGone = actual.SeenInside.Contains(extension.Database) && !Exists(extension.Database, SchemaName.Public);
        return isPublicGone
            ? desired.Schemas.FirstOrDefault(schema => schema.Database == extension.Database && schema.Name != SchemaName.Public)?.Name ?? SchemaName.Public
            : SchemaName.Public;
    }

    /// <summary>A schema that an extension of the admin's would see and somebody else may write to; null where there is none.</summary>
    public SchemaName? WritableSchemaFor(Extension extension)
    {
        var required = RequiresOf(extension.Name).Select(name => actual.ExtensionHomes.GetValueOrDefault(extension with { Name = name })).OfType<SchemaName>();
        return required.Append(Find(extension.Name)?.Schema ?? SchemaName.Extensions)
            .FirstOrDefault(schema => Exists(extension.Database, schema) || actual.SchemaGrants.Any(grant => (grant.Database, grant.Schema, grant.Privilege) == (extension.Database, schema, Privilege.Create)));
    }

    /// <summary>In an order in which each finds what it requires.</summary>
    public IReadOnlyList<T> InOrder<T>(IReadOnlyList<T> extensions, Func<T, ExtensionName> nameOf)
    {
        var (ordered, left) = (new List<T>(), extensions.ToList());
        while (left.Count > 0)
        {
            var next = left.FirstOrDefault(candidate => !left.Any(other => RequiresOf(nameOf(candidate)).Contains(nameOf(other))), left[0]);
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }

    /// <summary>Among the app's own schemas: those of the admin's extensions are not.</summary>
    private bool Exists(DatabaseName database, SchemaName schema) => actual.Schemas.Any(other => (other.Database, other.Name) == (database, schema));

    private bool IsAdmins(DatabaseName database, SchemaName schema) => actual.ExtensionSchemas.Any(other => (other.Database, other.Name) == (database, schema));

    /// <summary>What must be there before it.</summary>
    private IReadOnlyList<ExtensionName> RequiresOf(ExtensionName extension) => Find(extension)?.Requires ?? [];
}

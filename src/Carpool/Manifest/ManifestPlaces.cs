using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest;

/// <summary>Where the manifest says what a state desires; null where it does not, as under a plan that was saved before the file changed.</summary>
internal static class ManifestPlaces
{
    extension(StackManifest manifest)
    {
        public SourceLocation? PlaceOf(Setting setting) => manifest.Apps
            .Where(app => app.Database == setting.Database)
            .SelectMany(app => setting.Role is null ? app.Settings : app.Roles.Where(role => role.Login == setting.Role).SelectMany(role => role.Settings))
            .FirstOrDefault(declared => declared.Parameter == setting.Parameter)?.Location;

        public SourceLocation? PlaceOf(Extension extension) =>
            manifest.AppIn(extension.Database)?.Extensions.FirstOrDefault(declared => declared.Name == extension.Name)?.Location;

        public SourceLocation? PlaceOfLocale(DatabaseName database) => manifest.AppIn(database)?.Locale?.Location;

        private AppManifest? AppIn(DatabaseName database) => manifest.Apps.FirstOrDefault(app => app.Database == database);
    }
}

using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.Manifest.Reading;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>The settings of databases and logins, as a manifest says them: whatever it does not say, `up` takes away.</summary>
internal sealed class SettingSurvey(Surroundings surroundings, Server server, string file)
{
    private const string SearchPath = "search_path";

    private readonly AdminPower _power = new(surroundings, server);

    /// <summary>Settings of a database.</summary>
    public IReadOnlyList<SettingManifest> OfDatabase(DatabaseName database) => Manifested([.. surroundings.Settings.Where(setting => setting.Role is null && setting.Database == database)]);

    /// <summary>
    /// Settings of a login, those that it has in every database among them: in its own they come to the same. A schema that "$user" finds is
    /// named, because sessions will start as somebody else.
    /// </summary>
    public IReadOnlyList<SettingManifest> OfLogin(LoginGuess login, DatabaseSurvey survey)
    {
        var database = survey.Listing.Name;
        var inside = surroundings.Settings.Where(setting => setting.Role == login.Name && setting.Database == database).ToList();
        var everywhere = surroundings.Settings.Where(setting => setting.Role == login.Name && setting.Database is null && _power.MaySet(setting.Parameter) && inside.All(other => other.Parameter != setting.Parameter));
        var settings = Manifested([.. inside, .. everywhere]);
        if (!login.Access.IsOwners || !survey.Inside.Namings.Any(naming => naming.Kind is NamingKind.Schema && naming.Role == login.Name)) return settings;

        var path = (settings.FirstOrDefault(setting => setting.Parameter == SearchPath) ?? OfDatabase(database).FirstOrDefault(setting => setting.Parameter == SearchPath))?.Value ?? "\"$user\", public";
        if (NameList.Read(SearchPath, path) is not { } names || !names.Contains("$user", StringComparer.Ordinal)) return settings;
        var named = NameList.Write([.. names.Select(name => name == "$user" ? login.Name.Value : name)]);
        return [.. settings.Where(setting => setting.Parameter != SearchPath), new SettingManifest(SearchPath, named, new(file, 1, 1))];
    }

    /// <summary>Who a session is, the model says; what a manifest could not read back is left to be told by `preview`.</summary>
    private IReadOnlyList<SettingManifest> Manifested(IReadOnlyList<Setting> settings)
    {
        var place = new SourceLocation(file, 1, 1);
        return new SettingReading(new Problems(file)).Read(new Value.Names(
        [
            .. settings.Where(setting => setting.Parameter is not ("role" or "session_authorization")).OrderBy(setting => setting.Parameter, StringComparer.Ordinal)
                .Select(setting => new Value.Named(new(setting.Parameter, setting.Parameter, place), new Value.Text(setting.Value, setting.Value, place))),
        ]));
    }
}

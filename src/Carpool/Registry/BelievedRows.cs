using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Registry;

/// <summary>
/// What can be believed of a stack's rows, and what cannot: sealed with the stack's key, and whole. Somebody without the key makes no row
/// that Carpool believes, and no row that it stumbles over.
/// </summary>
internal sealed class BelievedRows
{
    private readonly List<(SpoiltRow Row, Diagnostic Problem)> _spoilt = [];

    /// <param name="key">Null believes nothing: with a lost key nothing can be checked.</param>
    public BelievedRows(string stack, StackKey? key, IReadOnlyList<AppRow> apps, IReadOnlyList<LoginRow> logins)
    {
        if (key is null) return;
        var ours = apps.Where(row => row.Stack == stack).ToList();
        var doubled = ours.Where(row => row.App is { Standing: AppStanding.Making or AppStanding.Live or AppStanding.Leaving })
            .GroupBy(row => row.App!.Name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var row in ours)
        {
            if (row.App is null) Spoil(row, CatalogCodes.SpoiltRow, "holds what Carpool never writes");
            else if (!RegistryRows.IsAuthentic(key, row)) Spoil(row, CatalogCodes.ForgedRow, "was not written with this stack's key");
            else if (doubled.Contains(row.App.Name)) Spoil(row, CatalogCodes.SpoiltRow, $"is one of several of app {row.App.Name}");
        }

        var spoiltApps = _spoilt.Select(spoilt => spoilt.Row.Key).ToHashSet(StringComparer.Ordinal);
        var byDatabase = ours.DistinctBy(row => row.Database, StringComparer.Ordinal).ToDictionary(row => row.Database, StringComparer.Ordinal);
        var whole = new List<LoginRow>();
        foreach (var row in logins.Where(row => row.Stack == stack))
        {
            var app = row.Database is null ? null : byDatabase.GetValueOrDefault(row.Database);
            var isAuthentic = row.Login is not null && RegistryRows.IsAuthentic(key, row);
            if (row.Login is null) Spoil(row, app, CatalogCodes.SpoiltRow, "holds what Carpool never writes");
            else if (!isAuthentic) Spoil(row, app, CatalogCodes.ForgedRow, "was not written with this stack's key");
            else if (app is null || (app.App is not null && app.App.Name != row.App)) Spoil(row, app, CatalogCodes.SpoiltRow, "belongs to no app on record");
            else whole.Add(row);
            if (isAuthentic && row.Password is not null) Passwords[(new DatabaseName(row.Database!), row.Login!.OwnName)] = row.Password;
        }

        var believed = ours.Where(row => !spoiltApps.Contains(row.Database)).ToList();
        var loginsOf = whole.ToLookup(login => login.Database, login => login.Login!, StringComparer.Ordinal);
        Apps =
        [
            .. believed.Select(row => row.App! with { Logins = [.. loginsOf[row.Database]] })
                .OrderBy(app => app.Database.Value, StringComparer.Ordinal),
        ];
        foreach (var row in believed.Where(row => row.CreatedAt is not null)) CreatedAt[row.App!.Database] = row.CreatedAt!.Value;
    }

    public IReadOnlyList<App> Apps { get; } = [];

    public IReadOnlyList<(SpoiltRow Row, Diagnostic Problem)> Spoilt => _spoilt;

    public Dictionary<DatabaseName, DateTimeOffset> CreatedAt { get; } = [];

    /// <summary>Of every login whose own row is authentic, whatever became of its app's.</summary>
    public Dictionary<(DatabaseName Database, RoleName Login), SealedPassword> Passwords { get; } = [];

    private void Spoil(AppRow row, DiagnosticCode code, string why) => Spoil(new SpoiltRow(IsLogin: false, row.Database, row.Name), code, $"app {row.Name ?? $"with database {row.Database}"}", why);

    /// <summary>Whose a login is says its database: what its row says of the app is what somebody may have changed.</summary>
    private void Spoil(LoginRow row, AppRow? app, DiagnosticCode code, string why) => Spoil(new SpoiltRow(IsLogin: true, row.Name, app?.Name ?? row.App), code, $"login {row.Name}", why);

    private void Spoil(SpoiltRow row, DiagnosticCode code, string what, string why) => _spoilt.Add((row, code.With(
        $"The registry's row of {what} {why}.",
        $"Find out who writes to schema carpool, then run `carpool adopt {row.App ?? "--all"}`: it puts on record what the cluster shows.",
        row.App)));
}

using System.Net;

namespace Carpool.PlanetScale;

/// <summary>
/// What a 404 was about. The API gives one for what is not there and for what the token may not do, so what is around is looked at,
/// from the inside out, until something answers: what is missing is then inside of that.
/// </summary>
internal sealed class NotFoundProbe(ApiReading reading, string organization, string database, string branch)
{
    public static string Segment(string name) => name is "" or "." or ".."
        ? throw new ArgumentException($"'{name}' is no name of anything", nameof(name))
        : Uri.EscapeDataString(name);

    public string OrganizationPath { get; } = $"/organizations/{Segment(organization)}";

    public string DatabasePath { get; } = $"/organizations/{Segment(organization)}/databases/{Segment(database)}";

    public string BranchPath { get; } = $"/organizations/{Segment(organization)}/databases/{Segment(database)}/branches/{Segment(branch)}";

    /// <summary>For a call about the branch: the permission, unless the branch itself cannot be seen.</summary>
    public async Task<Failure> OfBranchAsync(Request request, CancellationToken cancellationToken)
    {
        if (await reading.ProbeAsync(BranchPath, cancellationToken) == HttpStatusCode.OK) return new Failure.PermissionMissing(request.Action, request.AnyOf);
        var branches = await reading.ProbeAsync($"{DatabasePath}/branches?per_page=100", ApiJson.Default.PageBranch, cancellationToken);
        if (branches?.Data is { } seen && !seen.Any(one => one.Name == branch || one.Id == branch))
            return new Failure.NoSuchBranch(database, branch, Names(seen.Select(one => one.Name)));
        if (branches is not null || await reading.ProbeAsync(DatabasePath, cancellationToken) == HttpStatusCode.OK)
            return new Failure.PermissionMissing($"see the branch '{branch}'", Permissions.Branch);
        return await OfDatabaseAsync(cancellationToken);
    }

    /// <summary>For a call about the database, or when it cannot be seen.</summary>
    public async Task<Failure> OfDatabaseAsync(CancellationToken cancellationToken)
    {
        var databases = await reading.ProbeAsync($"{OrganizationPath}/databases?per_page=100", ApiJson.Default.PageDatabase, cancellationToken);
        if (databases?.Data is { Count: > 0 } seen && !seen.Any(one => one.Name == database || one.Id == database))
            return new Failure.NoSuchDatabase(organization, database, Names(seen.Select(one => one.Name)));
        if (databases?.Data is { Count: > 0 }) return new Failure.PermissionMissing($"see the database '{database}'", Permissions.Database);

        var organizations = await reading.ProbeAsync("/organizations?per_page=100", ApiJson.Default.PageOrganization, cancellationToken);
        if (organizations?.Data is not { } all) return new Failure.TokenRefused("it sees no organization: its id or the token itself is wrong, or it was deleted");
        if (!all.Any(one => one.Name == organization || one.Id == organization)) return new Failure.NoSuchOrganization(organization, Names(all.Select(one => one.Name)));
        // Seen, and empty as far as this token goes: both look the same from here
        return new Failure.NotVisible("database", database, Permissions.Database);
    }

    private static IReadOnlyList<string> Names(IEnumerable<string?> names) => [.. names.OfType<string>().Order(StringComparer.Ordinal)];
}

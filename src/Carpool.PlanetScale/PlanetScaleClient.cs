namespace Carpool.PlanetScale;

/// <summary>PlanetScale's API as one service token sees it. Failures are <see cref="PlanetScaleException"/>s.</summary>
public sealed class PlanetScaleClient : IDisposable
{
    private readonly ApiTransport _transport;
    private readonly ApiReading _reading;

    /// <param name="options">Where, as whom, how patiently.</param>
    /// <param name="handler">What sends requests in place of the network; it must follow no redirect by itself.</param>
    /// <exception cref="PlanetScaleException">The token cannot be one, or the address is not encrypted.</exception>
    public PlanetScaleClient(PlanetScaleOptions options, HttpMessageHandler? handler = null)
    {
        _transport = new ApiTransport(options, handler);
        _reading = new ApiReading(_transport);
    }

    /// <summary>The organizations that the token sees.</summary>
    public Task<IReadOnlyList<Organization>> ListOrganizationsAsync(CancellationToken cancellationToken) => _reading.ListAsync(
        new Request(HttpMethod.Get, "/organizations", "see organizations", Permissions.Organization),
        ApiJson.Default.PageOrganization,
        _ => Task.FromResult<Failure?>(new Failure.TokenRefused("it sees no organization: its id or the token itself is wrong, or it was deleted")),
        cancellationToken);

    /// <summary>One branch of one database, by names or ids.</summary>
    public PlanetScaleBranch Branch(string organization, string database, string branch) => new(_reading, organization, database, branch);

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();
}

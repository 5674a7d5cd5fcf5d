namespace Carpool.PlanetScale;

/// <summary>A call of the API that led to nothing. Holds no secret.</summary>
public sealed class PlanetScaleException(Failure failure, Exception? inner = null) : Exception(Describe(failure), inner)
{
    /// <summary>Why.</summary>
    public Failure Failure { get; } = failure;

    private static string Describe(Failure failure) => failure switch
    {
        Failure.TokenRefused(var reason) => $"PlanetScale does not accept the service token: {reason}",
        Failure.NoSuchOrganization(var name, var visible) => $"The service token sees no organization '{name}', {Only(visible)}",
        Failure.NoSuchDatabase(var organization, var name, var visible) => $"The organization '{organization}' has no database '{name}' that the service token sees, {Only(visible)}",
        Failure.NoSuchBranch(var database, var name, var visible) => $"The database '{database}' has no branch '{name}', {Only(visible)}",
        Failure.NoSuchThing(var kind, var id) => $"There is no {kind} '{id}' on the branch",
        Failure.PermissionMissing(var action, var anyOf) => $"The service token may not {action}: it needs {Any(anyOf)}",
        Failure.NotVisible(var kind, var name, var anyOf) => $"The service token does not see the {kind} '{name}': the name is wrong, or it needs {Any(anyOf)}",
        Failure.NotPostgres(var branch, var kind) => $"The branch '{branch}' is of kind {kind}, not postgresql",
        Failure.NotReady(var branch, var state) => $"The branch '{branch}' is not ready, but {state}",
        Failure.Unprocessable(var message, { Count: 0 }) => $"PlanetScale refuses: {message}",
        Failure.Unprocessable(_, var parameters) => $"PlanetScale refuses {string.Join(", ", parameters.Select(parameter => $"{parameter.Key} ({parameter.Value})"))}",
        Failure.Throttled => "PlanetScale got too many requests, and still did after a while of waiting",
        Failure.ServerFailed(var status) => $"PlanetScale's API failed with status {status}",
        Failure.Unreachable(var host, var reason) => $"PlanetScale's API at {host} does not answer: {reason}",
        Failure.Malformed(var reason) => $"What PlanetScale's API answered is none of its answers: {reason}",
        Failure.Redirected(var host) => $"PlanetScale's API sends to {host}, and the service token is not given to another host",
        Failure.Insecure(var host) => $"The API's address at {host} is not encrypted, so the service token is not sent to it",
        Failure.MayHaveActed(var action, var cause) => $"Whether PlanetScale did {action} is not known. {Describe(cause)}",
    };

    private static string Only(IReadOnlyList<string> visible) => visible.Count == 0 ? "and none else" : $"only {string.Join(", ", visible.Select(name => $"'{name}'"))}";

    private static string Any(IReadOnlyList<string> permissions) =>
        permissions.Count == 1 ? $"the permission {permissions[0]}" : $"one of the permissions {string.Join(", ", permissions)}";
}

namespace Carpool.PlanetScale.Tests;

/// <summary>Things as the API writes them.</summary>
internal static class Samples
{
    public const string BranchPath = "/v1/organizations/acme/databases/cars/branches/main";

    public const string Roles = $"{BranchPath}/roles";

    public static string Role(string id, string name, string extra = "") =>
        $$"""{"id":"{{id}}","name":"{{name}}","username":"pscale_api_{{id}}.br4nch","base_username":"pscale_api_{{id}}","password":null,"access_host_url":"eu.pg.example","database_name":"postgres","created_at":"2026-07-15T10:19:23.000Z","expires_at":"","drop_failed":"","ready":true,"default":false,"ttl":null,"inherited_roles":[],"branch":{"id":"br4nch","name":"main"}{{extra}}}""";

    public static string Made(string id, string name) => Role(id, name).Replace("\"password\":null", "\"password\":\"pscale_pw_made\"", StringComparison.Ordinal);

    public static string Branch(bool ready = true, string kind = "postgresql") =>
        $$"""{"id":"br4nch","name":"main","kind":"{{kind}}","state":"{{(ready ? "ready" : "pending")}}","ready":{{(ready ? "true" : "false")}},"production":true}""";

    public static string List(int page, int? next, params IEnumerable<string> data) =>
        $$"""{"type":"list","current_page":{{page}},"per_page":100,"next_page":{{next?.ToString() ?? "null"}},"next_page_url":null,"prev_page":null,"prev_page_url":null,"data":[{{string.Join(",", data)}}]}""";

    public static PlanetScaleBranch On(PlanetScaleClient client) => client.Branch("acme", "cars", "main");
}

using System.Globalization;

namespace Carpool.Cli.Views.Formats;

/// <summary>The environment of a sync engine as those take it who run containers. What is the user's to give comes from their own environment.</summary>
internal static class EngineForm
{
    /// <summary>By a file on its standard input: on a command line every user of the machine could read the password.</summary>
    public static string Docker(PrintedLogin login, EngineEnvironment engine)
    {
        var network = login.Direct.Server.IsLoopback ? "--network host" : $"-p {Port(engine)}:{Port(engine)}";
        var own = string.Concat(engine.Variables.Where(variable => variable.Value is null).Select(variable => $" -e {variable.Name}"));
        return $"""
            docker run --env-file /dev/stdin{own} {network} {engine.Image} <<'END'
            {string.Join('\n', Said(engine).Select(variable => $"{variable.Name}={variable.Value}"))}
            END
            """;
    }

    public static string Compose(PrintedLogin login, EngineEnvironment engine) => $$"""
        services:
          {{login.Resource}}:
            image: {{engine.Image}}
            environment:
              {{string.Join("\n      ", engine.Variables.Select(variable => $"{variable.Name}: {Quoting.Yaml(variable.Value?.Replace("$", "$$", StringComparison.Ordinal) ?? $"${{{variable.Name}:?}}")}"))}}
            {{(login.Direct.Server.IsLoopback ? "network_mode: host" : $"ports: [\"{Port(engine)}:{Port(engine)}\"]")}}
        """;

    /// <summary>A Secret, and a Deployment of one instance: a slot has one reader.</summary>
    public static string Kubernetes(PrintedLogin login, EngineEnvironment engine) => $$"""
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: {{Quoting.Yaml(login.Resource)}}
        type: Opaque
        stringData:
          {{string.Join("\n  ", Said(engine).Select(variable => $"{variable.Name}: {Quoting.Yaml(variable.Value!)}"))}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{Quoting.Yaml(login.Resource)}}
        spec:
          replicas: 1
          strategy: { type: Recreate }
          selector: { matchLabels: { app: {{Quoting.Yaml(login.Resource)}} } }
          template:
            metadata: { labels: { app: {{Quoting.Yaml(login.Resource)}} } }
            spec:
              containers:
                - name: engine
                  image: {{engine.Image}}
                  ports: [{ containerPort: {{Port(engine)}} }]
                  envFrom:
                    - secretRef: { name: {{Quoting.Yaml(login.Resource)}} }
                    - secretRef: { name: {{Quoting.Yaml($"{login.Resource}-own")}} }
        """;

    private static IEnumerable<(string Name, string? Value)> Said(EngineEnvironment engine) => engine.Variables.Where(variable => variable.Value is not null);

    private static string Port(EngineEnvironment engine) => engine.Port.ToString(CultureInfo.InvariantCulture);
}

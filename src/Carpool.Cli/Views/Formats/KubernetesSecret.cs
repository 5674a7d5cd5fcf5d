namespace Carpool.Cli.Views.Formats;

/// <summary>A Secret whose keys are variables, for `envFrom`. What app and role it is of stands beside it as it is, for its name holds less.</summary>
internal static class KubernetesSecret
{
    public static string Of(PrintedLogin login)
    {
        IEnumerable<(string Name, string Value)> pooled = login.Pooled is { } pooler ? [("POOLED_DATABASE_URL", pooler.Url)] : [];
        return $"""
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: {Quoting.Yaml(login.Resource)}
              annotations:
                carpool/app: {Quoting.Yaml(login.App)}
                carpool/role: {Quoting.Yaml(login.Role)}
            type: Opaque
            stringData:
              {string.Join("\n  ", ConnectionVariables.Of(login.Direct).Concat(pooled).Select(variable => $"{variable.Name}: {Quoting.Yaml(variable.Value)}"))}
            """;
    }
}

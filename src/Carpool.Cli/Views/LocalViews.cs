using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Local;

namespace Carpool.Cli.Views;

/// <summary>The embedded cluster, for people.</summary>
internal sealed class LocalForPeople(Invocation invocation) : PeopleView<LocalStatus>(invocation)
{
    protected override void Write(Paper paper, LocalStatus result)
    {
        paper.Line(result.IsRunning ? paper.Green($"Postgres {result.Version} runs on 127.0.0.1:{result.Port}") : "not running");
        if (result.IsRunning) paper.Line(result.PoolerPort is { } port ? $"PgBouncer on 127.0.0.1:{port}" : "no PgBouncer on this machine: no pooled connections");
        paper.Line(Directory.Exists(result.DataDirectory) || result.IsRunning ? $"data in {Paper.Plain(result.DataDirectory)}" : "no data");
    }
}

/// <summary>The embedded cluster, as JSON.</summary>
internal sealed class LocalAsJson(TextWriter output) : JsonView<LocalStatus>(output)
{
    protected override void Write(Utf8JsonWriter json, LocalStatus result)
    {
        json.WriteBoolean("running", result.IsRunning);
        json.WriteString("version", result.Version);
        json.WriteString("data_directory", result.DataDirectory);
        DiagnosticJson.WriteNumber(json, "port", result.Port);
        DiagnosticJson.WriteNumber(json, "pooler_port", result.PoolerPort);
        DiagnosticJson.WriteNumber(json, "process_id", result.ProcessId);
    }
}

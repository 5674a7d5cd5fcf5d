using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Carpool.Cli.Commands;
using Carpool.Diagnostics;

namespace Carpool.Cli.Views;

/// <summary>How one kind of result is shown: for people, or as JSON.</summary>
internal interface IView<in T>
{
    void Show(T result, IReadOnlyList<Diagnostic> diagnostics);
}

/// <summary>The result on stdout, diagnostics on stderr.</summary>
internal abstract class PeopleView<T>(Invocation invocation) : IView<T>
{
    public void Show(T result, IReadOnlyList<Diagnostic> diagnostics)
    {
        Write(invocation.Results, result);
        DiagnosticText.Write(invocation.Notes, [.. diagnostics.Where(d => d.Severity != Severity.Info || !invocation.Globals.IsQuiet)]);
    }

    protected abstract void Write(Paper paper, T result);
}

/// <summary>All of it in one document.</summary>
internal abstract class JsonView<T>(TextWriter output) : IView<T>
{
    // Not for a web page: quotes and names stay readable
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Show(T result, IReadOnlyList<Diagnostic> diagnostics)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("format_version", 1);
            Write(json, result);
            DiagnosticJson.Write(json, "diagnostics", diagnostics);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    protected abstract void Write(Utf8JsonWriter json, T result);
}

/// <summary>Nothing but diagnostics.</summary>
internal sealed class NothingForPeople(Invocation invocation) : PeopleView<object?>(invocation)
{
    protected override void Write(Paper paper, object? result)
    {
    }
}

/// <summary>Nothing but diagnostics.</summary>
internal sealed class NothingAsJson(TextWriter output) : JsonView<object?>(output)
{
    protected override void Write(Utf8JsonWriter json, object? result)
    {
    }
}

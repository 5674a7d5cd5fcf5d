using System.Collections.Immutable;
using Carpool.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Analyzers;

public sealed class ClosedHierarchySuppressorTests
{
    private const string Closed = """
        abstract record Shape
        {
            private Shape() { }
            public sealed record Circle(double Radius) : Shape;
            public sealed record Square(double Side, string? Name) : Shape;
        }
        """;

    [Theory]
    [InlineData("Shape.Circle => 1, Shape.Square => 2")]
    [InlineData("Shape.Circle c => 1, Shape.Square { } => 2")]
    [InlineData("Shape.Circle or Shape.Square => 1")]
    [InlineData("Shape.Circle => 1, Shape.Square(var side, _) => 2")]
    [InlineData("Shape.Circle => 1, Shape.Square { Name: var name } => 2")]
    [InlineData("Shape.Circle { Radius: > 3 } => 1, Shape.Circle => 2, Shape.Square => 3")]
    [InlineData("null => 0, Shape.Circle => 1, Shape.Square => 2")]
    public async Task A_switch_that_names_every_case_is_complete(string arms) => (await ComplaintsAsync(Closed, "Shape", arms)).ShouldBeEmpty();

    [Theory]
    [InlineData("Shape.Circle => 1")]
    [InlineData("Shape.Circle => 1, Shape.Square when shape.GetHashCode() > 3 => 2")]
    [InlineData("Shape.Circle => 1, Shape.Square { Side: > 3 } => 2")]
    [InlineData("Shape.Circle => 1, Shape.Square { Name: { } } => 2")]
    [InlineData("Shape.Circle => 1, Shape.Square(var side, \"x\") => 2")]
    [InlineData("Shape.Circle => 1, Shape.Square and { Side: 3 } => 2")]
    public async Task A_case_that_may_fall_through_is_missing(string arms) => (await ComplaintsAsync(Closed, "Shape", arms)).ShouldBe(["CS8509"]);

    [Theory]
    [InlineData("Shape.Circle => 1, Shape.Square => 2", "CS8509")]
    [InlineData("Shape.Circle => 1, Shape.Square => 2, null => 3", null)]
    [InlineData("Shape.Circle or null => 1, Shape.Square => 2", null)]
    public async Task A_value_that_may_be_null_needs_an_arm_for_it(string arms, string? complaint) =>
        (await ComplaintsAsync(Closed, "Shape?", arms)).ShouldBe(complaint is null ? [] : [complaint]);

    [Theory]
    [InlineData("private Shape() { }", "record", "a case that is not sealed")]
    [InlineData("protected Shape() { }", "sealed record", "a constructor that others reach")]
    [InlineData("", "sealed record", "no constructor of its own")]
    public async Task An_open_hierarchy_is_never_complete(string constructor, string kind, string reason)
    {
        var source = $$"""
            abstract record Shape
            {
                {{constructor}}
                public {{kind}} Circle : Shape;
                public sealed record Square : Shape;
            }
            """;

        (await ComplaintsAsync(source, "Shape", "Shape.Circle => 1, Shape.Square => 2")).ShouldBe(["CS8509"], reason);
    }

    [Theory]
    [InlineData("Shape.Circle => 1, Shape.Polygon.Square => 2, Shape.Polygon.Inner.Triangle => 3, Shape.Holder.Dot => 4", null)]
    [InlineData("Shape.Circle => 1, Shape.Polygon => 2, Shape.Holder.Dot => 3", null)]
    [InlineData("Shape.Circle => 1, Shape.Polygon.Square => 2, Shape.Holder.Dot => 3", "CS8509")]
    [InlineData("Shape.Circle => 1, Shape.Polygon => 2", "CS8509")]
    public async Task Cases_nested_deeper_are_cases(string arms, string? complaint)
    {
        const string Deep = """
            abstract record Shape
            {
                private Shape() { }
                public sealed record Circle : Shape;
                public static class Holder { public sealed record Dot : Shape; }
                public abstract record Polygon : Shape
                {
                    private Polygon() { }
                    public sealed record Square : Polygon;
                    public static class Inner { public sealed record Triangle : Polygon; }
                }
            }
            """;

        (await ComplaintsAsync(Deep, "Shape", arms)).ShouldBe(complaint is null ? [] : [complaint]);
    }

    // The ids of the warnings that are left after suppression; the source has to compile
    private static async Task<string[]> ComplaintsAsync(string types, string type, string arms)
    {
        var source = $$"""
            #nullable enable
            static class Subject { static int Of({{type}} shape) => shape switch { {{arms}} }; }
            {{types}}
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create(
            "Subject",
            [CSharpSyntaxTree.ParseText(source, cancellationToken: cancellation)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        compilation.GetDiagnostics(cancellation).ShouldNotContain(d => d.Severity == DiagnosticSeverity.Error);

        var analysed = compilation.WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new ClosedHierarchySuppressor()));
        var left = await analysed.GetAllDiagnosticsAsync(cancellation);
        return [.. left.Where(d => !d.IsSuppressed && d.Severity >= DiagnosticSeverity.Warning).Select(d => d.Id)];
    }
}

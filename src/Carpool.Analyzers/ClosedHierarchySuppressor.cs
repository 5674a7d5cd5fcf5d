using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Carpool.Analyzers;

/// <summary>
/// Silences CS8509 where a switch expression names every case of a <see cref="ClosedHierarchy"/>, and null where the value may be null.
/// A missing case stays CS8509, which this house counts as an error.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClosedHierarchySuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor EveryCaseIsHandled = new("CLOSED001", "CS8509", "Every case of the closed hierarchy is handled");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [EveryCaseIsHandled];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics.Where(d => HandlesEveryCase(d, context)))
        {
            context.ReportSuppression(Suppression.Create(EveryCaseIsHandled, diagnostic));
        }
    }

    private static bool HandlesEveryCase(Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return false;

        var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
        if (node.FirstAncestorOrSelf<SwitchExpressionSyntax>() is not { } syntax) return false;

        var model = context.GetSemanticModel(tree);
        if (model.GetOperation(syntax, context.CancellationToken) is not ISwitchExpressionOperation operation) return false;
        if (operation.Value.Type is not INamedTypeSymbol root || !ClosedHierarchy.IsClosed(root)) return false;

        var handled = HandledPatterns.Of(operation);
        // The compiler looks at null (CS8655) only after the cases: with CS8509 silenced nobody else would
        var mayBeNull = model.GetTypeInfo(syntax.GoverningExpression, context.CancellationToken).Nullability.FlowState == NullableFlowState.MaybeNull;
        return ClosedHierarchy.IsCovered(root, handled) && (handled.IncludeNull || !mayBeNull);
    }
}

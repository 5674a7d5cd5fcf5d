using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Carpool.Analyzers;

/// <summary>Silences CS8509 where a switch names every sealed record nested in an abstract record with a private constructor.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClosedHierarchySuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Rule = new("CLOSED001", "CS8509", "Every case of the closed hierarchy is handled");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [Rule];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (IsExhaustive(diagnostic, context)) context.ReportSuppression(Suppression.Create(Rule, diagnostic));
        }
    }

    private static bool IsExhaustive(Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        var tree = diagnostic.Location.SourceTree;
        if (tree is null) return false;
        var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
        var syntax = node.FirstAncestorOrSelf<SwitchExpressionSyntax>();
        if (syntax is null) return false;
        var model = context.GetSemanticModel(tree);
        if (model.GetOperation(syntax, context.CancellationToken) is not ISwitchExpressionOperation op) return false;
        if (op.Value.Type is not INamedTypeSymbol { IsAbstract: true } type) return false;
        // A record's copy constructor closes nothing and opens nothing. Of a type in another assembly, private ones are not seen at all
        var others = type.InstanceConstructors
            .Where(c => !(type.IsRecord && c.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, type)));
        if (others.Any(c => c.DeclaredAccessibility != Accessibility.Private)) return false;
        var cases = type.GetTypeMembers().Where(t => SymbolEqualityComparer.Default.Equals(t.BaseType, type)).ToList();
        if (cases.Count == 0 || cases.Any(c => !c.IsSealed)) return false;
        var handled = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var arm in op.Arms)
        {
            if (arm.Guard is not null) continue;
            Collect(arm.Pattern, handled);
        }
        return cases.All(handled.Contains);
    }

    private static void Collect(IPatternOperation pattern, HashSet<ISymbol> handled)
    {
        switch (pattern)
        {
            case ITypePatternOperation t: handled.Add(t.MatchedType); break;
            case IDeclarationPatternOperation { MatchedType: { } m }: handled.Add(m); break;
            case IRecursivePatternOperation r when r.MatchedType is { } m
                && r.DeconstructionSubpatterns.All(IsTotal) && r.PropertySubpatterns.All(p => IsTotal(p.Pattern)): handled.Add(m); break;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } b: Collect(b.LeftPattern, handled); Collect(b.RightPattern, handled); break;
        }
    }

    private static bool IsTotal(IPatternOperation pattern) => pattern is IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true };
}

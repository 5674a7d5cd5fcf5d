using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Carpool.Analyzers;

/// <summary>The types that a switch expression handles whatever their contents, and whether it handles null.</summary>
internal sealed class HandledPatterns
{
    private readonly HashSet<ISymbol> types = new(SymbolEqualityComparer.Default);

    private HandledPatterns()
    {
    }

    public bool IncludeNull { get; private set; }

    public bool Includes(INamedTypeSymbol type) => types.Contains(type);

    public static HandledPatterns Of(ISwitchExpressionOperation operation)
    {
        var handled = new HandledPatterns();
        // An arm with a `when` may decline
        foreach (var arm in operation.Arms.Where(a => a.Guard is null)) handled.Add(arm.Pattern);
        return handled;
    }

    private void Add(IPatternOperation pattern)
    {
        switch (pattern)
        {
            case ITypePatternOperation type:
                types.Add(type.MatchedType);
                break;
            case IDeclarationPatternOperation { MatchedType: { } type }:
                types.Add(type);
                break;
            case IRecursivePatternOperation { MatchedType: { } type } recursive when IsUnconditional(recursive):
                types.Add(type);
                break;
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                IncludeNull = true;
                break;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                Add(either.LeftPattern);
                Add(either.RightPattern);
                break;
        }
    }

    private static bool IsUnconditional(IRecursivePatternOperation pattern) =>
        pattern.DeconstructionSubpatterns.All(AcceptsAnything) && pattern.PropertySubpatterns.All(p => AcceptsAnything(p.Pattern));

    private static bool AcceptsAnything(IPatternOperation pattern) =>
        pattern is IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true };
}

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Carpool.Analyzers;

/// <summary>
/// An abstract type whose declared constructors are all private, so that only types nested in it can derive from it,
/// and whose cases are sealed or closed hierarchies themselves.
/// </summary>
internal static class ClosedHierarchy
{
    public static bool IsClosed(INamedTypeSymbol type)
    {
        if (!type.IsAbstract || type.TypeKind != TypeKind.Class) return false;

        // Private ones are left out of a reference assembly: what counts is that no other is to be seen. A record's copy constructor makes no new case
        if (type.InstanceConstructors.Any(c => c.DeclaredAccessibility != Accessibility.Private && !IsCopy(c))) return false;

        var cases = CasesOf(type).ToList();
        return cases.Count > 0 && cases.All(c => c.IsSealed || IsClosed(c));
    }

    /// <summary>A closed type is covered by an arm of its own or by arms for all of its cases.</summary>
    public static bool IsCovered(INamedTypeSymbol type, HandledPatterns handled) =>
        handled.Includes(type) || (!type.IsSealed && CasesOf(type).All(c => IsCovered(c, handled)));

    private static bool IsCopy(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord
        && constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    // A private constructor is open to everything nested, at any depth
    private static IEnumerable<INamedTypeSymbol> CasesOf(INamedTypeSymbol type) =>
        NestedIn(type).Where(t => SymbolEqualityComparer.Default.Equals(t.BaseType, type));

    private static IEnumerable<INamedTypeSymbol> NestedIn(INamedTypeSymbol type) =>
        type.GetTypeMembers().SelectMany(t => NestedIn(t).Prepend(t));
}

using System.Reflection;
using Carpool.Diff;
using Carpool.State;

namespace Carpool.Tests.Plans;

/// <summary>One change of each case there is, made from the shapes of the cases themselves, so that none can be forgotten.</summary>
internal static class EveryChange
{
    public static IReadOnlyList<Type> Cases { get; } =
        [.. typeof(Change).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Change))).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>The case with a value in every fact, or with null wherever a fact may be null.</summary>
    public static Change Of(Type type, bool isFull) => (Change)Made(type, isFull, seed: type.Name);

    private static object Made(Type type, bool isFull, string seed)
    {
        var constructor = type.GetConstructors().Single();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType, IsNullable(parameter), isFull, $"{seed} {parameter.Name}"))]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null && !constructor.GetParameters().Any(parameter => parameter.Name == property.Name)))
        {
            property.SetValue(made, Value(property.PropertyType, new NullabilityInfoContext().Create(property).WriteState is NullabilityState.Nullable, isFull, $"{seed} {property.Name}"));
        }

        return made;
    }

    private static object? Value(Type type, bool isNullable, bool isFull, string seed)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (!isFull && (isNullable || bare != type)) return null;
        if (bare == typeof(string)) return $"{seed} \"ü\\ 🚗";
        if (bare == typeof(bool)) return isFull;
        if (bare == typeof(int)) return -seed.Length;
        if (bare == typeof(uint)) return uint.MaxValue;
        if (bare == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(6_789_012);
        if (bare == typeof(RoleAttributes)) return isFull ? RoleAttributes.Superuser | RoleAttributes.BypassRowSecurity : RoleAttributes.None;
        if (bare.IsEnum) return Enum.GetValues(bare).Cast<object>().ElementAt(isFull ? Enum.GetValues(bare).Length - 1 : 0);
        if (bare.IsSubclassOf(typeof(Identifier))) return Activator.CreateInstance(bare, Cut(seed));
        if (bare == typeof(Privilege)) return isFull ? Privilege.Of("MAINTAIN") : Privilege.Connect;
        if (bare == typeof(Grantee)) return isFull ? new Grantee.Role(new("PUBLIC")) : new Grantee.Public();
        if (bare.IsGenericType) return Items(bare.GetGenericTypeDefinition(), bare.GetGenericArguments().Single(), isFull, seed);
        return Made(bare, isFull, seed);
    }

    private static object Items(Type list, Type item, bool isFull, string seed)
    {
        var items = Array.CreateInstance(item, isFull ? 2 : 0);
        for (var index = 0; index < items.Length; index++) items.SetValue(Value(item, isNullable: false, index == 0, $"{seed} {index}"), index);
        return list == typeof(EquatableList<>) ? Activator.CreateInstance(list.MakeGenericType(item), items)! : items;
    }

    private static string Cut(string seed) => $"ü\"\\ {seed}"[..Math.Min(40, seed.Length)];

    private static bool IsNullable(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter).WriteState is NullabilityState.Nullable;
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Carpool.Tests.House;

/// <summary>What an assembly offers to others, as sorted lines; what the compiler adds to a record is left out.</summary>
internal static class PublicApi
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().OrderBy(NameOf, StringComparer.Ordinal).SelectMany(type => MembersOf(type).Order(StringComparer.Ordinal).Prepend(Head(type)))];

    private static string Head(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : "class";
        var modifier = kind != "class" ? "" : type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        var parent = type.BaseType is { } ancestor && ancestor != typeof(object) && kind == "class" ? $" : {NameOf(ancestor)}" : "";
        return $"{modifier}{kind} {NameOf(type)}{parent}";
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"  {name} = {Convert.ToInt64(Enum.Parse(type, name))}");
        var isRecord = type.GetMethod("<Clone>$") is not null;
        return
        [
            .. type.GetConstructors(Own).Where(constructor => !IsGenerated(constructor)).Select(constructor => $"  new({Parameters(constructor)})"),
            .. type.GetFields(Own).Select(field => $"  {NameOf(field.FieldType)} {field.Name}"),
            .. type.GetProperties(Own).Where(property => property.Name != "EqualityContract").Select(property => $"  {NameOf(property.PropertyType)} {property.Name} {{ {Accessors(property)} }}"),
            .. type.GetEvents(Own).Select(happening => $"  event {NameOf(happening.EventHandlerType!)} {happening.Name}"),
            .. type.GetMethods(Own).Where(method => !method.IsSpecialName && !IsGenerated(method) && !(isRecord && method.Name is "Deconstruct"))
                .Select(method => $"  {NameOf(method.ReturnType)} {method.Name}({Parameters(method)})"),
        ];
    }

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name.Contains('<', StringComparison.Ordinal);

    private static string Accessors(PropertyInfo property) => string.Join(
        ' ',
        new[] { (property.GetMethod, "get;"), (property.SetMethod, property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init;" : "set;") }
            .Where(accessor => accessor.Item1?.IsPublic == true)
            .Select(accessor => accessor.Item2));

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}"));

    private static string NameOf(Type type)
    {
        if (type.IsGenericParameter) return type.Name;
        if (type.IsArray) return $"{NameOf(type.GetElementType()!)}[]";
        if (type.IsByRef) return $"ref {NameOf(type.GetElementType()!)}";
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{NameOf(value)}?";
        var name = type.DeclaringType is { } outer ? $"{NameOf(outer)}.{type.Name}" : type.Namespace?.StartsWith("Carpool", StringComparison.Ordinal) == true ? $"{type.Namespace}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : name;
    }
}

using Carpool.Manifest.Yaml;

namespace Carpool.Manifest.Reading;

/// <summary>What a scalar is by YAML 1.2's core schema, as far as a manifest cares.</summary>
internal static class ScalarKind
{
    /// <summary>True for nothing at all, `~` and `null` without quotes.</summary>
    internal static bool IsNull(Node node) => node is Node.Scalar { IsPlain: true, Text: "" or "~" or "null" or "Null" or "NULL" };

    /// <summary>true or false without quotes, else null.</summary>
    internal static bool? Flag(Node.Scalar scalar) => !scalar.IsPlain ? null : scalar.Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>
    /// A whole number without quotes, else null; one beyond 64 bits is the largest or smallest there is. `010` is none: it is
    /// eight in YAML 1.1 and ten in 1.2.
    /// </summary>
    internal static long? Number(Node.Scalar scalar)
    {
        var text = scalar.Text;
        var isNegative = text.StartsWith('-');
        var digits = text.AsSpan(isNegative ? 1 : 0);
        if (!scalar.IsPlain || digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9') || (digits[0] == '0' && digits.Length > 1)) return null;
        return long.TryParse(text, out var number) ? number : isNegative ? long.MinValue : long.MaxValue;
    }

    /// <summary>What stands there, in the user's words.</summary>
    internal static string Found(Node node) => node switch
    {
        Node.Sequence => "a list",
        Node.Mapping => "a mapping",
        Node.Scalar scalar => FoundScalar(scalar),
        Node.Broken => "broken",
    };

    private static string FoundScalar(Node.Scalar scalar)
    {
        if (scalar.Text.Length == 0) return "empty";
        if (IsNull(scalar)) return "null";
        if (Flag(scalar) is { } flag) return flag ? "true" : "false";
        return Number(scalar) is not null ? $"the number {Shown.For(scalar.Text)}" : $"the text '{Shown.For(scalar.Text)}'";
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Carpool.State;

namespace Carpool.Sql;

/// <summary>
/// SQL that cannot be injected into, by construction: literal text comes from the source code alone, and a hole accepts only what knows
/// how it is quoted. <see cref="ToString"/> is for people and hides secrets; only the executor asks for the executable text.
/// </summary>
[InterpolatedStringHandler]
[SuppressMessage("Usage", "CA2225", Justification = "The compiler's own pattern has no alternate")]
public sealed class SqlText
{
    private readonly List<Part> _parts;

    /// <summary>Called by the compiler for an interpolated string.</summary>
    public SqlText(int literalLength, int formattedCount) => _parts = new List<Part>((formattedCount * 2) + Math.Min(literalLength, 1));

    /// <summary>Called by the compiler: text from the source code.</summary>
    public void AppendLiteral([ConstantExpected] string text) => _parts.Add(new Part(text, null));

    /// <summary>A name, quoted always: no list of keywords can be out of date.</summary>
    public void AppendFormatted(Identifier identifier) => Append(Quote(identifier.Value));

    /// <summary>An object as the server has written it: quoted, with the types of its arguments.</summary>
    public void AppendFormatted(ObjectName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Append(name.Text);
    }

    /// <summary>PUBLIC as the keyword, a role as a name.</summary>
    public void AppendFormatted(Grantee grantee) => Append(Written(grantee));

    /// <summary>A privilege's keyword.</summary>
    public void AppendFormatted(Privilege privilege) => Append(privilege.Keyword);

    /// <summary>A keyword of the grammar.</summary>
    public void AppendFormatted(Keyword keyword) => Append(keyword.Text);

    /// <summary>A string literal.</summary>
    public void AppendFormatted(Literal literal) => Append(literal.Quoted);

    /// <summary>A number.</summary>
    public void AppendFormatted(int number) => Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A parameter's name in SET.</summary>
    public void AppendFormatted(ParameterName parameter) => Append(parameter.Quoted);

    /// <summary>The SCRAM verifier of a login's new password: known only when the statement is sent.</summary>
    public void AppendFormatted(VerifierOf verifier) => _parts.Add(new Part(null, verifier));

    /// <summary>A fragment.</summary>
    public void AppendFormatted(SqlText fragment) => _parts.AddRange(fragment._parts);

    /// <summary>The fragments with <paramref name="separator"/> between them.</summary>
    public static SqlText Join([ConstantExpected] string separator, IEnumerable<SqlText> fragments)
    {
        var joined = new SqlText(0, 0);
        foreach (var fragment in fragments)
        {
            if (joined._parts.Count > 0) joined.Append(separator);
            joined.AppendFormatted(fragment);
        }

        return joined;
    }

    /// <summary>The text the server gets. <paramref name="reveal"/> gives the verifier of a login's new password.</summary>
    internal string ToExecutable(Func<VerifierOf, string> reveal) =>
        Concatenate(part => part.Verifier is { } verifier ? new Literal(reveal(verifier)).Quoted : part.Text!);

    /// <summary>The text for people: secrets are hidden.</summary>
    public override string ToString() => Concatenate(part => part.Text ?? "'********'");

    private static string Written(Grantee grantee) => grantee switch
    {
        Grantee.Public => "PUBLIC",
        Grantee.Role role => Quote(role.Name.Value),
    };

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private string Concatenate(Func<Part, string> render) =>
        _parts.Aggregate(new StringBuilder(), (text, part) => text.Append(render(part))).ToString();

    private void Append(string text) => _parts.Add(new Part(text, null));

    private readonly record struct Part(string? Text, VerifierOf? Verifier);
}

namespace Carpool.State;

/// <summary>A parameter's value planted with ALTER ROLE or ALTER DATABASE … SET: for a role, for a database, or for a role in a database.</summary>
/// <param name="Parameter">As <see cref="Named"/> writes it.</param>
/// <param name="Value">As the catalog holds it; a list of names as <see cref="NameList"/> writes it.</param>
public sealed record Setting(RoleName? Role, DatabaseName? Database, string Parameter, string Value)
{
    /// <summary>The setting, its parameter and its value in the one spelling by which settings are compared.</summary>
    internal static Setting Of(RoleName? role, DatabaseName? database, string parameter, string value) =>
        new(role, database, Named(parameter), NameList.Read(Named(parameter), value) is { } names ? NameList.Write(names) : value);

    /// <summary>Whose setting of what it is: of equal ones there is one.</summary>
    internal (RoleName? Role, DatabaseName? Database, string Parameter) Key => (Role, Database, Parameter);

    /// <summary>
    /// A parameter's name: the server's own are the same in upper and lower case, and are written in lower case here. A custom one, with a
    /// dot, keeps its spelling: while nothing has defined it, the server finds it under no other.
    /// </summary>
    internal static string Named(string parameter) => parameter.Contains('.', StringComparison.Ordinal) ? parameter : parameter.ToLowerInvariant();
}

using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about settings of roles and databases.</summary>
internal static class SettingSql
{
    public static SqlText Set(Setting setting) => $"{Target(setting)} SET {new ParameterName(setting.Parameter)} TO {ValueOf(setting)}";

    public static SqlText Reset(Setting setting) => $"{Target(setting)} RESET {new ParameterName(setting.Parameter)}";

    /// <summary>What anybody who may is asked to run: it lets a role set the parameter.</summary>
    public static SqlText Permit(string parameter, RoleName role) => $"GRANT SET ON PARAMETER {new ParameterName(parameter)} TO {role}";

    /// <summary>A list of names is one constant for each: the server would take a single one for a single name.</summary>
    private static SqlText ValueOf(Setting setting) => NameList.Read(setting.Parameter, setting.Value) is { } names
        ? SqlText.Join(", ", names.Select(name => (SqlText)$"{new Literal(name)}"))
        : $"{new Literal(setting.Value)}";

    private static SqlText Target(Setting setting) => (setting.Role, setting.Database) switch
    {
        ({ } role, { } database) => $"ALTER ROLE {role} IN DATABASE {database}",
        ({ } role, null) => $"ALTER ROLE {role}",
        (null, { } database) => $"ALTER DATABASE {database}",
        (null, null) => $"ALTER ROLE ALL",
    };
}

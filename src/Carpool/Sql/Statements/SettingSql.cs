using Carpool.State;

namespace Carpool.Sql;

/// <summary>Statements about settings of roles and databases.</summary>
internal static class SettingSql
{
    public static SqlText Set(Setting setting) => $"{Target(setting)} SET {new ParameterName(setting.Parameter)} TO {new Literal(setting.Value)}";

    public static SqlText Reset(Setting setting) => $"{Target(setting)} RESET {new ParameterName(setting.Parameter)}";

    private static SqlText Target(Setting setting) => (setting.Role, setting.Database) switch
    {
        ({ } role, { } database) => $"ALTER ROLE {role} IN DATABASE {database}",
        ({ } role, null) => $"ALTER ROLE {role}",
        (null, { } database) => $"ALTER DATABASE {database}",
        (null, null) => throw new ArgumentException("A setting belongs to a role, a database or both", nameof(setting)),
    };
}

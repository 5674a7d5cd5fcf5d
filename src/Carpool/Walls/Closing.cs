using Carpool.Sql;
using Carpool.State;

namespace Carpool.Walls;

/// <summary>What a finding tells to run: `As ROLE in database DB: SQL; SQL`. Up to the first colon it says who and where, behind it is SQL alone.</summary>
internal static class Closing
{
    /// <summary>Of what all databases share: wherever the superuser is.</summary>
    public static string BySuperuser(SqlText statement) => BySuperuser([statement]);

    /// <inheritdoc cref="BySuperuser(SqlText)"/>
    public static string BySuperuser(IEnumerable<SqlText> statements) => $"As a superuser: {Listed(statements)}";

    /// <summary>Of what is in one database.</summary>
    public static string BySuperuserIn(DatabaseName database, SqlText statement) => BySuperuserIn(database, [statement]);

    /// <inheritdoc cref="BySuperuserIn(DatabaseName, SqlText)"/>
    public static string BySuperuserIn(DatabaseName database, IEnumerable<SqlText> statements) => $"As a superuser in database {database}: {Listed(statements)}";

    /// <summary>What the role itself may do, wherever it is.</summary>
    public static string By(RoleName? role, IEnumerable<SqlText> statements) => $"As {role}: {Listed(statements)}";

    /// <summary>What the role itself may do, inside a database.</summary>
    public static string ByIn(RoleName role, DatabaseName database, SqlText statement) => $"As {role} in database {database}: {statement}";

    /// <summary>A superuser's REVOKE takes back what the owner granted; another's grant only its grantor takes back.</summary>
    public static IEnumerable<SqlText> AsGrantor(DatabaseGrant grant, RoleName? owner, SqlText statement) =>
        grant.Grantor == owner ? [statement] : [$"SET ROLE {grant.Grantor!}", statement, $"RESET ROLE"];

    private static string Listed(IEnumerable<SqlText> statements) => string.Join("; ", statements);
}

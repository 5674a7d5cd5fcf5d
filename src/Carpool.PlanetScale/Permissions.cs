namespace Carpool.PlanetScale;

/// <summary>PlanetScale's names of what a service token may do, as Carpool needs them; of each list one is enough.</summary>
public static class Permissions
{
    /// <summary>Seeing the organization.</summary>
    public static readonly IReadOnlyList<string> Organization = ["read_organization"];

    /// <summary>Seeing the database.</summary>
    public static readonly IReadOnlyList<string> Database = ["read_database"];

    /// <summary>Seeing the branch, its roles, parameters, changes, bouncers and extensions.</summary>
    public static readonly IReadOnlyList<string> Branch = ["read_branch"];

    /// <summary>Making, renaming and renewing roles.</summary>
    public static readonly IReadOnlyList<string> MakeRoles = ["create_branch_password", "create_production_branch_password"];

    /// <summary>Deleting roles, giving away what they own, and new passwords.</summary>
    public static readonly IReadOnlyList<string> DeleteRoles = ["delete_branch_password", "delete_production_branch_password"];

    /// <summary>Changing parameters.</summary>
    public static readonly IReadOnlyList<string> Change = ["write_database"];
}

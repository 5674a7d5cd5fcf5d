namespace Carpool.Emulator.Api;

/// <summary>What a token needs for what it asks, any one of them, by the platform's names.</summary>
internal static class Permissions
{
    public static readonly IReadOnlyList<string> ReadOrganization = ["read_organization"];

    public static readonly IReadOnlyList<string> ReadDatabase = ["read_database", "read_databases", "delete_database", "write_database", "write_branch_vschema", "production_branch_vschema", "create_branch", "delete_branch", "delete_production_branch"];

    public static readonly IReadOnlyList<string> WriteDatabase = ["write_database"];

    public static readonly IReadOnlyList<string> ReadBranch =
        ["read_branch", "delete_branch", "create_branch", "connect_production_branch", "connect_production_read_only_branch", "connect_branch"];

    public static readonly IReadOnlyList<string> CreateBranch = ["create_branch"];

    public static readonly IReadOnlyList<string> DeleteBranch = ["delete_branch", "delete_production_branch"];

    /// <summary>By the API's reference; those to connect, by the platform's own tutorial, where they are all that a token gets.</summary>
    public static readonly IReadOnlyList<string> CreateRole =
        ["connect_production_branch", "connect_branch", "create_production_branch_password", "create_production_read_only_branch_password", "create_branch_password"];

    public static readonly IReadOnlyList<string> DeleteRole = ["delete_production_branch_password", "delete_production_read_only_branch_password", "delete_branch_password"];
}

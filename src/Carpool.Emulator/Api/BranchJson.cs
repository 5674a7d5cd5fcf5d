using System.Text.Json.Nodes;
using Carpool.Emulator.State;

namespace Carpool.Emulator.Api;

/// <summary>Organization, database and branch as the API shows them, with the fields of its other kind of database, which mean nothing here.</summary>
internal static class BranchJson
{
    public static JsonObject Reference(BranchState branch) => new()
    {
        ["id"] = branch.Id,
        ["name"] = branch.Name,
        ["created_at"] = Written.Time(branch.CreatedAt),
        ["updated_at"] = Written.Time(branch.CreatedAt),
        ["deleted_at"] = null,
    };

    public static JsonObject Write(PlatformState state, BranchState branch)
    {
        var json = Reference(branch);
        var restoredFrom = state.Branches.FirstOrDefault(other => other.Id == branch.RestoredFrom);
        var place = $"/{state.Organization}/{state.Database}/{branch.Name}";
        Add(json, new()
        {
            ["restore_checklist_completed_at"] = null,
            ["schema_last_updated_at"] = null,
            ["kind"] = "postgresql",
            ["mysql_address"] = "",
            ["mysql_edge_address"] = "",
            ["state"] = "ready",
            ["direct_vtgate"] = false,
            ["vtgate_size"] = "",
            ["vtgate_name"] = null,
            ["vtgate_count"] = 0,
            ["vtgate_autoscaling"] = false,
            ["vtgate_max_count"] = null,
            ["vtgate_target_cpu_utilization"] = null,
            ["vtgate_options"] = new JsonObject(),
            ["cluster_name"] = branch.ClusterName,
            ["cluster_iops"] = null,
            ["cluster_display_name"] = "PS-5",
            ["cluster_architecture"] = "aarch64",
            ["replicas"] = branch.Replicas,
            ["ready"] = true,
            ["schema_ready"] = true,
            ["metal"] = false,
            ["production"] = branch.IsProduction,
            ["safe_migrations"] = false,
            ["deletion_protected"] = false,
            ["sharded"] = false,
            ["shard_count"] = 0,
            ["keyspace_count"] = 0,
            ["stale_schema"] = false,
            ["actor"] = Written.Actor(),
            ["restored_from_branch"] = restoredFrom is null ? null : Reference(restoredFrom),
            ["private_edge_connectivity"] = false,
            ["has_replicas"] = false,
            ["has_read_only_replicas"] = false,
            ["html_url"] = $"https://emulator.invalid{place}",
            ["url"] = $"https://emulator.invalid/v1/organizations/{state.Organization}/databases/{state.Database}/branches/{branch.Name}",
            ["region"] = Region(),
            ["parent_branch"] = branch.Parent,
        });
        return json;
    }

    public static JsonObject Database(PlatformState state)
    {
        var production = state.Branches.Count(branch => branch.IsProduction);
        return new()
        {
            ["id"] = state.DatabaseId,
            ["url"] = $"https://emulator.invalid/v1/organizations/{state.Organization}/databases/{state.Database}",
            ["branches_url"] = $"https://emulator.invalid/v1/organizations/{state.Organization}/databases/{state.Database}/branches",
            ["branches_count"] = state.Branches.Count,
            ["open_schema_recommendations_count"] = 0,
            ["development_branches_count"] = state.Branches.Count - production,
            ["production_branches_count"] = production,
            ["issues_count"] = 0,
            ["multiple_admins_required_for_deletion"] = false,
            ["ready"] = true,
            ["at_backup_restore_branches_limit"] = false,
            ["at_development_branch_usage_limit"] = false,
            ["data_import"] = null,
            ["region"] = Region(),
            ["html_url"] = $"https://emulator.invalid/{state.Organization}/{state.Database}",
            ["name"] = state.Database,
            ["state"] = "ready",
            ["sharded"] = false,
            ["default_branch_shard_count"] = 0,
            ["default_branch_read_only_regions_count"] = 0,
            ["default_branch_table_count"] = 0,
            ["default_branch"] = state.Branches[0].Name,
            ["require_approval_for_deploy"] = false,
            ["deletion_protected"] = false,
            ["resizing"] = false,
            ["resize_queued"] = false,
            ["config_changing"] = false,
            ["config_change_queued"] = false,
            ["allow_data_branching"] = false,
            ["foreign_keys_enabled"] = true,
            ["automatic_migrations"] = null,
            ["restrict_branch_region"] = false,
            ["insights_raw_queries"] = false,
            ["plan"] = "scaler_pro",
            ["insights_enabled"] = false,
            ["production_branch_web_console"] = false,
            ["migration_table_name"] = null,
            ["migration_framework"] = null,
            ["created_at"] = Written.Time(state.CreatedAt),
            ["updated_at"] = Written.Time(state.CreatedAt),
            ["schema_last_updated_at"] = null,
            ["kind"] = "postgresql",
        };
    }

    public static JsonObject Organization(PlatformState state) => new()
    {
        ["id"] = state.OrganizationId,
        ["name"] = state.Organization,
        ["billing_email"] = "nobody@emulator.invalid",
        ["created_at"] = Written.Time(state.CreatedAt),
        ["updated_at"] = Written.Time(state.CreatedAt),
        ["plan"] = "scaler_pro",
        ["valid_billing_info"] = true,
        ["sso"] = false,
        ["sso_directory"] = false,
        ["single_tenancy"] = false,
        ["managed_tenancy"] = false,
        ["has_past_due_invoices"] = false,
        ["database_count"] = 1,
        ["sso_portal_url"] = null,
        ["features"] = new JsonObject(),
        ["idp_managed_roles"] = false,
        ["invoice_budget_amount"] = "0.0",
        ["keyspace_shard_limit"] = 0,
        ["has_card"] = true,
        ["payment_info_required"] = false,
    };

    private static JsonObject Region() => new()
    {
        ["id"] = "emulator0001",
        ["provider"] = "AWS",
        ["enabled"] = true,
        ["public_ip_addresses"] = Written.Array(["127.0.0.1"]),
        ["display_name"] = "This machine",
        ["location"] = "Here",
        ["slug"] = "local",
        ["current_default"] = true,
        ["mysql_supported"] = false,
        ["postgresql_supported"] = true,
    };

    private static void Add(JsonObject json, JsonObject further)
    {
        foreach (var (name, value) in further) json[name] = value?.DeepClone();
    }
}

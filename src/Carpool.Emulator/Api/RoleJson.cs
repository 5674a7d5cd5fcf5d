using System.Text.Json.Nodes;
using Carpool.Credentials;
using Carpool.Emulator.State;

namespace Carpool.Emulator.Api;

/// <summary>A role as the API shows it: the same everywhere, but for the password, which only its making and its reset tell.</summary>
internal sealed class RoleJson(string host, Switches switches)
{
    public JsonObject Write(BranchState branch, RoleState role, Secret? password = null) => new()
    {
        ["id"] = role.Id,
        ["name"] = role.Name,
        ["access_host_url"] = host,
        ["private_access_host_url"] = "",
        ["private_connection_service_name"] = "",
        ["username"] = $"{role.BaseUsername}.{branch.Id}",
        ["base_username"] = role.BaseUsername,
        ["password"] = password?.Reveal() ?? Absent(),
        ["database_name"] = "postgres",
        ["created_at"] = Written.Time(role.CreatedAt),
        ["updated_at"] = Written.Time(role.UpdatedAt),
        ["deleted_at"] = null,
        ["expires_at"] = Written.Time(role.ExpiresAt),
        ["dropped_at"] = Written.Time(role.DroppedAt),
        ["disabled_at"] = Written.Time(role.DisabledAt),
        ["drop_failed"] = role.DropFailed ?? Absent(),
        ["ready"] = role.IsReady,
        ["expired"] = role.IsExpired,
        ["default"] = role.IsDefault,
        ["ttl"] = switches.AbsentIsEmpty ? role.Ttl ?? 0 : role.Ttl,
        ["inherited_roles"] = Written.Array(role.InheritedRoles),
        ["with_replication"] = role.WithReplication,
        ["branch"] = BranchJson.Reference(branch),
        ["actor"] = Written.Actor(),
        ["query_safety_settings"] = new JsonObject { ["require_where_on_delete"] = role.RequireWhereOnDelete, ["require_where_on_update"] = role.RequireWhereOnUpdate },
    };

    private string? Absent() => switches.AbsentIsEmpty ? "" : null;
}

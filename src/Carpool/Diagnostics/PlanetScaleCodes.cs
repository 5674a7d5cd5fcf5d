namespace Carpool.Diagnostics;

/// <summary>CP51xx: what only a branch on PlanetScale can meet.</summary>
public static class PlanetScaleCodes
{
    /// <summary>Something is to be asked of the API, and nobody gave a token.</summary>
    public static readonly DiagnosticCode TokenMissing = new("CP5100", "There is no service token");

    /// <summary>The API knows no such token.</summary>
    public static readonly DiagnosticCode TokenRefused = new("CP5101", "PlanetScale does not accept the service token");

    /// <summary>The token is good for less than what is to be done.</summary>
    public static readonly DiagnosticCode PermissionMissing = new("CP5102", "The service token lacks a permission");

    /// <summary>The organization, the database or the branch is not there, or not seen.</summary>
    public static readonly DiagnosticCode BranchMissing = new("CP5103", "There is no such branch");

    /// <summary>No answer, or failures only.</summary>
    public static readonly DiagnosticCode ApiUnreachable = new("CP5104", "PlanetScale's API does not answer");

    /// <summary>The API understood, and does not do it.</summary>
    public static readonly DiagnosticCode ApiRefused = new("CP5105", "PlanetScale's API refuses");

    /// <summary>The address of the API leads to something else, or would give the token away.</summary>
    public static readonly DiagnosticCode ApiUntrusted = new("CP5106", "PlanetScale's API is not what answers");

    /// <summary>The branch sleeps, or is being made.</summary>
    public static readonly DiagnosticCode BranchNotReady = new("CP5107", "The branch is not ready");

    /// <summary>`admin: default` without the URL of the default role.</summary>
    public static readonly DiagnosticCode DefaultRoleUrlMissing = new("CP5108", "The default role's URL is missing");

    /// <summary>The login of a URL does not end with a branch.</summary>
    public static readonly DiagnosticCode BranchNotInUrl = new("CP5109", "The admin URL names no branch");

    /// <summary>Carpool's own role at PlanetScale may not become the role that is to own everything.</summary>
    public static readonly DiagnosticCode AdminCannotBecome = new("CP5110", "Carpool's role may not become postgres");

    /// <summary>A role of an app's login is on the server and not in the API's list.</summary>
    public static readonly DiagnosticCode LoginUnknown = new("CP5111", "PlanetScale does not know the login");

    /// <summary>422, or drop_failed.</summary>
    public static readonly DiagnosticCode LoginNotDeleted = new("CP5112", "PlanetScale did not delete the login");

    /// <summary>A reset changed more than the password.</summary>
    public static readonly DiagnosticCode LoginRenamed = new("CP5113", "PlanetScale renamed the login");

    /// <summary>Only a platform could set the limit, and it has none.</summary>
    public static readonly DiagnosticCode LimitNotPossible = new("CP5114", "A login's limit cannot be set", Severity.Warning);

    /// <summary>Names that are given while a plan is carried out cannot stand in one that is kept.</summary>
    public static readonly DiagnosticCode PlanMakesLogins = new("CP5115", "The plan has PlanetScale make logins");

    /// <summary>Without the options of memberships a login of the API would inherit all that its owner has.</summary>
    public static readonly DiagnosticCode ServerTooOldForApi = new("CP5116", "The server is too old for logins by the API");

    /// <summary>The manifest names a dedicated PgBouncer that the branch does not have, or that leads to replicas.</summary>
    public static readonly DiagnosticCode BouncerMissing = new("CP5117", "There is no such bouncer to the primary");

    /// <summary>The admin's sessions lead to one branch, and the API was asked about another: one may be a copy, with the same names in it.</summary>
    public static readonly DiagnosticCode BranchesDiffer = new("CP5118", "The admin is on another branch than the API");

    /// <summary>No parameter has this name.</summary>
    public static readonly DiagnosticCode ParameterUnknown = new("CP5120", "The branch has no such parameter");

    /// <summary>A value that is out of its bounds, or a parameter that nobody may change.</summary>
    public static readonly DiagnosticCode ParameterRefused = new("CP5121", "A parameter cannot have this value");

    /// <summary>Somebody took a change back before it was carried out.</summary>
    public static readonly DiagnosticCode ChangeCanceled = new("CP5122", "The change was cancelled");

    /// <summary>A command for a platform, and a cluster without one.</summary>
    public static readonly DiagnosticCode NoBranch = new("CP5123", "The cluster is no branch on PlanetScale");
}

namespace Carpool.IntegrationTests.Server;

/// <summary>What the role that Carpool connects as may do.</summary>
public enum AdminKind
{
    /// <summary>A superuser that is not the bootstrap role.</summary>
    Superuser,

    /// <summary>LOGIN CREATEDB CREATEROLE and nothing else, as on managed platforms; it owns database `postgres`.</summary>
    Plain,
}

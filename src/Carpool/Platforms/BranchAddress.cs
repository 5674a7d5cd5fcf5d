using Carpool.Sessions;

namespace Carpool.Platforms;

/// <summary>The doors of a branch: the pooler's port is always that of the server and a thousand, and a replica or a dedicated PgBouncer is behind a word at the end of the login.</summary>
internal static class BranchAddress
{
    private const int PoolerAbove = 1000;
    private const string Replica = "replica";

    /// <summary>With the certificate checked in full, whatever the URL said less.</summary>
    public static ServerAddress Verified(ServerAddress address, BranchSettings settings) => address with
    {
        SslMode = SslMode.VerifyFull,
        RootCertificate = settings.AuthorityFile ?? address.RootCertificate,
    };

    /// <summary>A PgBouncer: the branch's own, or a dedicated one by its name.</summary>
    public static ServerAddress Pooler(ServerAddress direct, string? bouncer)
    {
        var pooler = direct.At(direct.Host, direct.Port + PoolerAbove);
        return bouncer is null ? pooler : Through(pooler, bouncer);
    }

    /// <summary>A replica of the branch, to read from.</summary>
    public static ServerAddress OfReplica(ServerAddress direct) => Through(direct, Replica);

    private static ServerAddress Through(ServerAddress address, string member) => address with { LoginSuffix = $"{address.LoginSuffix}|{member}" };
}

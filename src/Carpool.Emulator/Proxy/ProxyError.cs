using System.Buffers.Binary;
using System.Text;

namespace Carpool.Emulator.Proxy;

/// <summary>A refusal in the platform's words.</summary>
internal sealed record ProxyError(string State, string Message)
{
    public static readonly ProxyError NoTls = new("28000", "SSL connection is required");

    public static readonly ProxyError NoBranch = new("28000", "invalid user format: username must include branch (e.g., user.branch)");

    public static readonly ProxyError NoUpstream = new("08006", "failed to connect to upstream");

    public static readonly ProxyError NotUnderstood = new("08P01", "invalid startup packet");

    public static ProxyError UnknownBranch(string branch) => new("28000", $"branch {branch} does not exist");

    public static ProxyError NoPrimary(string branch) => new("08006", $"no primary available for branch {branch}");

    public static ProxyError PoolerToReplica(string branch) => new("28000", $"pooler only supports primary destinations for branch {branch}");

    public static ProxyError UnknownMember(string member, string branch) => new("28000", $"member {member} not found in branch {branch}");

    /// <summary>The message as the protocol has it.</summary>
    public byte[] ToBytes()
    {
        var body = Encoding.UTF8.GetBytes($"SFATAL\0VFATAL\0C{State}\0M{Message}\0\0");
        var bytes = new byte[5 + body.Length];
        bytes[0] = (byte)'E';
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), bytes.Length - 1);
        body.CopyTo(bytes, 5);
        return bytes;
    }
}

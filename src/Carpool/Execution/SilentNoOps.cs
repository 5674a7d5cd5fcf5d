using Npgsql;

namespace Carpool.Execution;

/// <summary>
/// Hears the warnings by which Postgres says that a GRANT or REVOKE did nothing (01007, 01006): the statement "succeeds" all the same.
/// </summary>
internal sealed class SilentNoOps : IDisposable
{
    private readonly NpgsqlConnection _session;
    private readonly List<string> _heard = [];

    public SilentNoOps(NpgsqlConnection session)
    {
        _session = session;
        _session.Notice += Hear;
    }

    /// <summary>What was heard; anything is a failure.</summary>
    public IReadOnlyList<string> Heard => _heard;

    /// <inheritdoc/>
    public void Dispose() => _session.Notice -= Hear;

    private void Hear(object sender, NpgsqlNoticeEventArgs args)
    {
        if (args.Notice.SqlState is "01006" or "01007") _heard.Add($"{args.Notice.MessageText} ({args.Notice.SqlState})");
    }
}

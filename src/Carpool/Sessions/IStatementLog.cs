namespace Carpool.Sessions;

/// <summary>Hears every statement that Carpool sends, for --verbose. May be called from several lanes at once.</summary>
public interface IStatementLog
{
    /// <summary>A statement goes out.</summary>
    /// <param name="database">The database of the session.</param>
    /// <param name="displaySql">The statement as people may see it: the caller has masked the secrets.</param>
    void Sent(string database, string displaySql);
}

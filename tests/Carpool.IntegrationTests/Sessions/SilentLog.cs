using Carpool.Sessions;

namespace Carpool.IntegrationTests.Sessions;

/// <summary>For tests that do not ask what was sent.</summary>
internal sealed class SilentLog : IStatementLog
{
    public void Sent(string database, string displaySql)
    {
    }
}

namespace Carpool.State;

/// <summary>What a login may do in its app's database.</summary>
public enum Access
{
    /// <summary>Owns the schema through the owner role: migrates, reads and writes.</summary>
    App,
}

namespace Carpool.State;

/// <summary>What a login may do in its app's database.</summary>
public enum Access
{
    /// <summary>Owns the schema through the owner role: migrates, reads and writes.</summary>
    App,

    /// <summary>The same, for migrations alone: what limits the app's own sessions does not limit these.</summary>
    Migrate,

    /// <summary>Reads and writes rows; makes, alters and owns nothing but temporary objects.</summary>
    Write,

    /// <summary>Reads.</summary>
    Read,

    /// <summary>Reads the app's changes as they happen, by replication: a sync engine's. Comes only from `sync`.</summary>
    Sync,
}

/// <summary>What follows from a login's access.</summary>
public static class AccessRules
{
    extension(Access access)
    {
        /// <summary>True where each session starts as the owner, so that whatever it makes belongs to that; false where it stays the login, a member of a group.</summary>
        public bool IsOwners => access is Access.App or Access.Migrate;

        /// <summary>True where its rights are those of a group of its own access.</summary>
        public bool HasGroup => access is Access.Write or Access.Read;

        /// <summary>As a manifest writes it.</summary>
        public string Word => access.ToString().ToLowerInvariant();
    }
}

namespace Carpool.Sessions;

/// <summary>How far the server's identity is checked, in libpq's words and order: a later one promises more.</summary>
public enum SslMode
{
    /// <summary>No TLS.</summary>
    Disable,

    /// <summary>TLS only if the server insists.</summary>
    Allow,

    /// <summary>TLS if the server has it.</summary>
    Prefer,

    /// <summary>TLS with whoever answers.</summary>
    Require,

    /// <summary>TLS, and the certificate comes from a trusted authority.</summary>
    VerifyCa,

    /// <summary>TLS, and the trusted certificate is the host's own.</summary>
    VerifyFull,
}

namespace Carpool.Cli.Views;

/// <summary>How `outputs` prints.</summary>
internal enum OutputsFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>The JSON document.</summary>
    Json,

    /// <summary>A URL a line.</summary>
    Url,

    /// <summary>For a shell to eval.</summary>
    Env,

    /// <summary>For a .env file.</summary>
    Dotenv,
}

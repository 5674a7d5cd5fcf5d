namespace Carpool.State;

/// <summary>A row of the registry that cannot be believed: half-written, or not sealed with the stack's key.</summary>
/// <param name="IsLogin">Of table `login`; else of table `app`.</param>
/// <param name="Key">What tells it from the others of its table: an app's database, a login's name. Text that somebody wrote, perhaps no name at all.</param>
/// <param name="App">The app it says it belongs to; null where it says none.</param>
public sealed record SpoiltRow(bool IsLogin, string Key, string? App);

using Carpool.State;

namespace Carpool.Credentials;

/// <summary>Which credential a sealed password is: it opens for this one only.</summary>
/// <param name="Stack">The stack that the app belongs to.</param>
/// <param name="App">The app's key in the manifest.</param>
/// <param name="Role">The role's key in the manifest, such as `app`.</param>
/// <param name="Login">The login as the server knows it.</param>
/// <param name="Generation">Counts the role's credentials from 1; each rotation makes the next.</param>
public sealed record CredentialId(string Stack, string App, string Role, RoleName Login, int Generation);

namespace Carpool.Manifest.Grammar;

/// <summary>A key of the manifest.</summary>
/// <param name="About">One line for editors and the reference.</param>
/// <param name="Shape">What may stand under it.</param>
/// <param name="IsRequired">True where the mapping makes no sense without it.</param>
/// <param name="Since">The version that first did what the key asks.</param>
/// <param name="Default">What holds where the key is missing, as the user would write it.</param>
internal sealed record Key(string Name, string About, Shape Shape, bool IsRequired = false, string Since = "0.1", string? Default = null);

namespace Carpool.State;

/// <summary>An extension in an app's database.</summary>
public sealed record Extension(DatabaseName Database, ExtensionName Name);

/// <summary>An extension that the server could make.</summary>
/// <param name="NeedsSuperuser">False where whoever has CREATE on the database may make it: a trusted one, or one that needs no power at all.</param>
/// <param name="Schema">The only schema it can be in; null is any.</param>
/// <param name="Requires">Extensions that must be there before.</param>
public sealed record AvailableExtension(ExtensionName Name, bool NeedsSuperuser, SchemaName? Schema, IReadOnlyList<ExtensionName> Requires);

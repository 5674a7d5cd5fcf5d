using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Manifest;

/// <summary>A Postgres setting: a parameter in the spelling of <see cref="Setting"/>, and its value.</summary>
public sealed record SettingManifest(string Parameter, string Value, SourceLocation Location);

/// <summary>An extension that an app is to have.</summary>
public sealed record ExtensionManifest(ExtensionName Name, SourceLocation Location);

/// <summary>How an app's database sorts, compares and stores text.</summary>
public sealed record LocaleManifest(DatabaseLocale Locale, SourceLocation Location);

namespace Carpool.Diagnostics;

/// <summary>CP2xxx: what the cluster holds that stands in the way of what the manifest asks.</summary>
public static class CatalogCodes
{
}

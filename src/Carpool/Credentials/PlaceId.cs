using System.Security.Cryptography;

namespace Carpool.Credentials;

/// <summary>Tells one copy of a folder from all others, whatever their machines and paths are called. It is drawn once and kept beside the stack's key; no secret.</summary>
internal static class PlaceId
{
    private const int Digits = 8;

    /// <summary>The id, made when it is first asked for; null where the folder takes no file. Two processes that ask at once get the same one.</summary>
    public static string? LoadOrCreate(string manifestDirectory)
    {
        try
        {
            var path = Path.Combine(KeyFile.PrepareFolder(manifestDirectory), "id");
            if (!File.Exists(path)) Create(path);
            var id = File.ReadAllText(path).Trim();
            return id.Length == Digits && id.All(char.IsAsciiHexDigitLower) ? id : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Create(string path)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllText(draft, $"{RandomNumberGenerator.GetHexString(Digits, lowercase: true)}\n");
            ExclusiveName.Give(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first
        }
        finally
        {
            File.Delete(draft);
        }
    }
}

using System.Globalization;
using Xunit;

namespace Carpool.IntegrationTests.Server;

/// <summary>
/// Which servers a theory runs on. CARPOOL_TEST_VERSIONS (18) are tested in full, CARPOOL_TEST_SMOKE_VERSIONS (none) only by
/// the stories that mark themselves as a smoke; CARPOOL_TEST_ADMINS (superuser,plain) are the admins.
/// </summary>
public static class ServerMatrix
{
    /// <summary>The newest version under test, for what does not differ between versions.</summary>
    public static int Newest => Versions("CARPOOL_TEST_VERSIONS", "18").Max();

    /// <summary>Every version with every admin; at ci the superuser has the newest alone: versions differ most for the plain admin.</summary>
    public static TheoryData<int, AdminKind> Full => Cross([.. Versions("CARPOOL_TEST_VERSIONS", "18")]);

    /// <summary>The versions in full, for what is about one kind of admin only.</summary>
    public static TheoryData<int> FullVersions => [.. Versions("CARPOOL_TEST_VERSIONS", "18")];

    public static TheoryData<int, AdminKind> Smoke => Cross([.. Smoked]);

    /// <summary>The versions of a smoke, for what does not differ between admins.</summary>
    public static TheoryData<int> SmokeVersions => [.. Smoked.Order()];

    /// <summary>For what takes minutes: one server at quick depth, the newest as a superuser and the oldest as a plain admin, and at soak every one.</summary>
    public static TheoryData<int, AdminKind> Corners => TestDepth.Current switch
    {
        TestDepth.Quick => new() { { Newest, AdminKind.Plain } },
        TestDepth.Ci => new() { { Newest, AdminKind.Superuser }, { Versions("CARPOOL_TEST_VERSIONS", "18").Min(), AdminKind.Plain } },
        _ => Full,
    };

    private static IEnumerable<int> Smoked => Versions("CARPOOL_TEST_VERSIONS", "18").Union(Versions("CARPOOL_TEST_SMOKE_VERSIONS", ""));

    private static IEnumerable<AdminKind> Admins =>
        Words("CARPOOL_TEST_ADMINS", "superuser,plain").Select(word => Enum.Parse<AdminKind>(word, ignoreCase: true));

    private static TheoryData<int, AdminKind> Cross(IReadOnlyList<int> versions)
    {
        var rows = new TheoryData<int, AdminKind>();
        foreach (var version in versions.Order())
        {
            foreach (var admin in Admins.Where(admin => TestDepth.Current is not TestDepth.Ci || admin is AdminKind.Plain || version == versions.Max())) rows.Add(version, admin);
        }

        return rows;
    }

    private static IEnumerable<int> Versions(string variable, string otherwise) =>
        Words(variable, otherwise).Select(word => int.Parse(word, CultureInfo.InvariantCulture));

    private static string[] Words(string variable, string otherwise)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        return (string.IsNullOrWhiteSpace(text) ? otherwise : text).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}

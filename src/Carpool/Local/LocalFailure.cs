using Carpool.Diagnostics;

namespace Carpool.Local;

/// <summary>Turns what the machine refuses into words for the user.</summary>
internal static class LocalFailure
{
    public static async Task<T> ReportAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(
                PlatformCodes.LocalFileRefused.With(
                    $"The machine refused a file of the local cluster: {failure.Message}", "Give Carpool's user access to that path, or make room on its disk."),
                failure);
        }
    }

    public static Task ReportAsync(Func<Task> work) => ReportAsync(async () =>
    {
        await work();
        return true;
    });

    public static DiagnosticException PasswordMissing(LocalFolder folder) => new(PlatformCodes.LocalPasswordMissing.With(
        $"The local cluster has data, but '{folder.Password}' with its superuser's password is gone.",
        "Put the file back, or run `carpool local destroy` to delete the data and begin anew.", folder.Password));
}

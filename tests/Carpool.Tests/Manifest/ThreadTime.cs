using System.Diagnostics;
using System.Globalization;

namespace Carpool.Tests.Manifest;

/// <summary>How long this thread has been at work, where the system says so: what else a machine does makes no test fail.</summary>
internal static class ThreadTime
{
    private const string Account = "/proc/thread-self/schedstat";

    internal static TimeSpan Now => File.Exists(Account)
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Account).Split(' ')[0], CultureInfo.InvariantCulture) / 1000)
        : Stopwatch.GetElapsedTime(0);
}

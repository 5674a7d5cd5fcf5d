using Carpool.Diagnostics;

namespace Carpool.Doctor.Checks;

/// <summary>Extensions that an app asks for, and that do nothing, or cannot be made, unless the server loads a library of theirs as it starts.</summary>
internal static class PreloadCheck
{
    /// <summary>From an extension to its library.</summary>
    private static readonly Dictionary<string, string> s_libraries = new(StringComparer.Ordinal)
    {
        ["pg_cron"] = "pg_cron",
        ["pg_duckdb"] = "pg_duckdb",
        ["pg_net"] = "pg_net",
        ["pg_squeeze"] = "pg_squeeze",
        ["pg_stat_statements"] = "pg_stat_statements",
        ["pgaudit"] = "pgaudit",
        ["timescaledb"] = "timescaledb",
        ["citus"] = "citus",
    };

    public static IEnumerable<Check> Find(DoctorView view)
    {
        var asked = view.Manifest.Apps.SelectMany(app => app.Extensions.Select(extension => (Extension: extension.Name.Value, App: app.Name)))
            .Where(one => s_libraries.ContainsKey(one.Extension))
            .GroupBy(one => one.Extension, one => one.App, StringComparer.Ordinal)
            .OrderBy(apps => apps.Key, StringComparer.Ordinal);
        foreach (var extension in asked)
        {
            var library = s_libraries[extension.Key];
            var check = new Check(DoctorCodes.Preload, CheckStatus.Ok, extension.Key, $"The server has preloaded {library}, which {extension.First()} asks for.", Required: library);
            yield return view.Capacity.Preloaded switch
            {
                null => check with { Status = CheckStatus.Warn, Message = $"Whether the server has preloaded {library}, which extension {extension.Key} of {extension.First()} needs, the admin may not read.", Fix = "Ask whoever runs the server what shared_preload_libraries holds." },
                var libraries when libraries.Contains(library, StringComparer.Ordinal) => check with { Measured = string.Join(", ", libraries) },
                var libraries => check with
                {
                    Status = CheckStatus.Fail,
                    Measured = string.Join(", ", libraries),
                    Message = $"Extension {extension.Key} of {extension.First()} needs {library} to be preloaded, and the server has not.",
                    Fix = $"Add {library} to shared_preload_libraries and restart the server.",
                },
            };
        }
    }
}

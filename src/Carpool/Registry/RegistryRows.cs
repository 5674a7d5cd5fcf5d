using System.Globalization;
using Carpool.Credentials;
using Carpool.State;

namespace Carpool.Registry;

/// <summary>What the seals of the registry's rows cover: every column, in the order of the table.</summary>
internal static class RegistryRows
{
    public static byte[] Seal(StackKey key, string stack, App app, DateTimeOffset? createdAt) => new RowSeal(key).Authenticate(Fields(stack, app, createdAt));

    public static byte[] Seal(StackKey key, string stack, App app, Login login, SealedPassword? password) =>
        new RowSeal(key).Authenticate(Fields(stack, app.Database.Value, app.Name, login, password));

    public static byte[] Seal(StackKey key, string stack, CanaryMark mark) => new RowSeal(key).Authenticate(Fields(stack, mark));

    /// <summary>False for a row that cannot be read as well.</summary>
    public static bool IsAuthentic(StackKey key, AppRow row) => row.App is not null && new RowSeal(key).Matches(row.Seal, Fields(row.Stack, row.App, row.CreatedAt));

    /// <summary>Likewise. A login's row stands for itself: its password is good whatever became of its app's row.</summary>
    public static bool IsAuthentic(StackKey key, LoginRow row) =>
        row.Login is not null && new RowSeal(key).Matches(row.Seal, Fields(row.Stack, row.Database!, row.App!, row.Login, row.Password));

    /// <summary>Likewise.</summary>
    public static bool IsAuthentic(StackKey key, CanaryRow row) => row.Mark is not null && new RowSeal(key).Matches(row.Seal, Fields(row.Stack, row.Mark));

    private static string?[] Fields(string stack, CanaryMark mark) => ["canary", stack, mark.Name, Text(mark.DatabaseOid)];

    private static string?[] Fields(string stack, App app, DateTimeOffset? createdAt) =>
    [
        "app", stack, app.Database.Value, app.Name, app.Standing.ToString(), Text(app.DatabaseOid), app.Owner.Value, Text(app.OwnerOid), app.OnRemove.ToString(),
        app.IsProtected ? "1" : "0", app.OriginalDatabase?.Value, app.OriginalOwner?.Value, Text(createdAt), Text(app.RemovedAt),
        .. app.Groups.SelectMany(group => new[] { group.Access.ToString(), group.Name.Value, Text(group.Oid) }),
    ];

    private static string?[] Fields(string stack, string database, string app, Login login, SealedPassword? password) =>
    [
        "login", stack, login.Name.Value, database, app, login.Role, login.Access.ToString(), Text(login.Oid), login.OriginalName?.Value,
        Text((uint?)password?.Generation), password is null ? null : Convert.ToHexStringLower(password.Bytes),
        .. login.Standing is LoginStanding.Current ? Array.Empty<string?>() : [login.Standing.ToString(), Text(login.ReplacedAt)],
    ];

    private static string? Text(uint? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}

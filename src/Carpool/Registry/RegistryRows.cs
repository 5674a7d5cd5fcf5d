using System.Globalization;
using Carpool.Credentials;
using Carpool.State;

namespace Carpool.Registry;

/// <summary>What the seals of the registry's rows cover: every column, in the order of the table.</summary>
internal static class RegistryRows
{
    public static byte[] Seal(StackKey key, string stack, App app, DateTimeOffset? createdAt) => new RowSeal(key).Authenticate(Fields(stack, app, createdAt));

    public static byte[] Seal(StackKey key, string stack, App app, Login login, SealedPassword? password) => new RowSeal(key).Authenticate(Fields(stack, app, login, password));

    public static bool Matches(StackKey key, byte[] seal, string stack, App app, DateTimeOffset? createdAt) => new RowSeal(key).Matches(seal, Fields(stack, app, createdAt));

    public static bool Matches(StackKey key, byte[] seal, string stack, App app, Login login, SealedPassword? password) =>
        new RowSeal(key).Matches(seal, Fields(stack, app, login, password));

    private static string?[] Fields(string stack, App app, DateTimeOffset? createdAt) =>
    [
        "app", stack, app.Database.Value, app.Name, app.Standing.ToString(), Text(app.DatabaseOid), app.Owner.Value, Text(app.OwnerOid), app.OnRemove.ToString(),
        app.IsProtected ? "1" : "0", app.OriginalDatabase?.Value, app.OriginalOwner?.Value, Text(createdAt), Text(app.RemovedAt),
    ];

    private static string?[] Fields(string stack, App app, Login login, SealedPassword? password) =>
    [
        "login", stack, login.Name.Value, app.Database.Value, app.Name, login.Role, login.Access.ToString(), Text(login.Oid), login.OriginalName?.Value,
        Text((uint?)password?.Generation), password is null ? null : Convert.ToHexStringLower(password.Bytes),
    ];

    private static string? Text(uint? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}

using Carpool.Catalog;
using Carpool.Diagnostics;
using Carpool.State;
using Carpool.Walls.Trails;

namespace Carpool.Walls.Rules;

/// <summary>Ways out of the server: mappings that let a tenant in on the server's own credit, modules that connect to anywhere.</summary>
internal static class ForeignServerRule
{
    public static IEnumerable<Diagnostic> Find(WallView view) => view.Insides.Values.SelectMany(inside =>
    {
        var insiders = view.InsidersOf(inside.Database);
        return insiders.Tenants.Count == 0 ? [] : Mappings(view, insiders, inside).Concat(Modules(inside)).Concat(Wrappers(insiders, inside)).Concat(Servers(view, insiders, inside));
    });

    /// <summary>Options of mappings are for the server's owner and the mapped role to read.</summary>
    public static IEnumerable<Diagnostic> Unknown(WallView view) =>
        from inside in view.Insides.Values
        from mapping in inside.Mappings
        where !mapping.IsReadable && IsSuspect(view, mapping)
        select WallCodes.Unknown.With(
            $"As whom {mapping.Role} goes over foreign server {mapping.Server} of database {inside.Database} may not be read.", "Verify as a superuser.", inside.Database.Value);

    private static IEnumerable<Diagnostic> Mappings(WallView view, Insiders insiders, InsideGuards inside) =>
        from mapping in inside.Mappings
        where mapping is { IsReadable: true, NeedsPassword: false, HasPassword: false } && IsSuspect(view, mapping)
        let server = inside.Servers.First(server => server.Name == mapping.Server)
        where ForeignBridges.Users(insiders, server, mapping).Any(role => !view.Tenancy.IsTrusted(role))
        select WallCodes.ForeignServer.With(
            $"{mapping.Role} goes over foreign server {server.Name} of database {inside.Database} without a password, as whomever {(ForeignBridges.LeadsBack(view, server) ? "this server" : "that side")} takes the server's own process for.",
            ForeignBridges.Drop(inside, mapping),
            inside.Database.Value);

    /// <summary>Servers of postgres_fdw are looked at for themselves; dblink needs none.</summary>
    private static IEnumerable<Diagnostic> Modules(InsideGuards inside) =>
        from extension in inside.Extensions
        where extension.Name.Value is "dblink" || (extension.Name.Value is "postgres_fdw" && inside.Servers.All(server => server.Wrapper.Text != "postgres_fdw"))
        select WallCodes.ForeignModule.With(
            $"Extension {extension.Name} is in database {inside.Database}: with another's password it connects to any database that the server reaches.",
            Closing.BySuperuserIn(inside.Database, $"DROP EXTENSION {extension.Name}"),
            inside.Database.Value);

    private static IEnumerable<Diagnostic> Wrappers(Insiders insiders, InsideGuards inside) =>
        from wrapper in inside.Wrappers
        from user in wrapper.Users
        let trail = insiders.Ways(user).FirstOrDefault()
        where trail is not null
        select WallCodes.ForeignModule.With(
            $"{trail} → may make foreign servers of {wrapper.Name} in database {inside.Database}, which lead anywhere.",
            Closing.BySuperuserIn(inside.Database, $"REVOKE ALL ON FOREIGN DATA WRAPPER {wrapper.Name} FROM {user} CASCADE"),
            inside.Database.Value);

    /// <summary>Who has USAGE on a server maps itself, to whomever it knows a password of.</summary>
    private static IEnumerable<Diagnostic> Servers(WallView view, Insiders insiders, InsideGuards inside) =>
        from server in inside.Servers
        where ForeignBridges.LeadsBack(view, server) && inside.Mappings.All(mapping => mapping.Server != server.Name)
        from user in server.Users
        let trail = insiders.Ways(user).FirstOrDefault()
        where trail is not null
        select WallCodes.ForeignModule.With(
            $"{trail} → may use foreign server {server.Name} of database {inside.Database}, which leads back into the cluster for whoever knows a password.",
            Closing.BySuperuserIn(inside.Database, $"REVOKE ALL ON FOREIGN SERVER {server.Name} FROM {user} CASCADE"),
            inside.Database.Value);

    private static bool IsSuspect(WallView view, UserMapping mapping) => mapping.Role is not Grantee.Role role || !view.Tenancy.IsTrusted(role.Name);
}

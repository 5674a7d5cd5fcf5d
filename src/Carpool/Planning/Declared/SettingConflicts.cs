using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Manifest;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning.Declared;

/// <summary>Settings that the server would not take, or not from this admin.</summary>
internal static class SettingConflicts
{
    public static IReadOnlyList<Diagnostic> Find(ClusterState actual, ClusterState desired, Surroundings surroundings, Server server, StackManifest manifest)
    {
        var (apps, power) = (new Ownership(desired), new AdminPower(surroundings, server));
        return
        [
            // One of `defaults` is told once, wherever it would go
            .. desired.Settings.Except(actual.Settings)
                .Select(setting => Problem(setting, apps.Find(setting)!, surroundings, power, server) is { } problem ? problem with { Location = manifest.PlaceOf(setting) } : null)
                .OfType<Diagnostic>()
                .DistinctBy(problem => (problem.Code, problem.Location, problem.Location is null ? problem.Message : null)),
            .. actual.SettingsOutOfReach.Where(setting => apps.Find(setting) is not null).Select(setting => CatalogCodes.SettingOutOfReach.With(
                $"Setting {Change.ChangeSetting.NameOf(setting)} is {setting.Value}, which nobody asked for, and the admin {server.Admin.Name} may not take it away: it stays.",
                $"Have a superuser run {SettingSql.Reset(setting)}, or list it under `settings`.",
                apps.Find(setting))),
        ];
    }

    private static Diagnostic? Problem(Setting setting, string app, Surroundings surroundings, AdminPower power, Server server)
    {
        var refusal = surroundings.RefusedSettings.FirstOrDefault(refused => (refused.Parameter, refused.Value) == (setting.Parameter, setting.Value));
        return refusal switch
        {
            { Why: RefusalReason.Unknown } => CatalogCodes.UnknownParameter.With(
                $"The server knows no parameter {setting.Parameter}{(refusal.Meant is { } meant ? $"; did you mean {meant}?" : ".")}",
                refusal.Meant is null ? "Remove it from `settings`, or correct its name." : $"Write {refusal.Meant}, or remove it.",
                app),
            { Why: RefusalReason.Value } => Refused(setting, refusal, app),
            _ when !power.MaySet(setting.Parameter) => Forbidden(setting, app, server),
            null => null,
            _ => Refused(setting, refusal, app),
        };
    }

    private static Diagnostic Refused(Setting setting, RefusedSetting refusal, string app) => CatalogCodes.SettingRefused.With(
        $"The server refuses setting {Change.ChangeSetting.NameOf(setting)}: {refusal.Words}", "Write a value that the server takes, or remove the setting.", app);

    private static Diagnostic Forbidden(Setting setting, string app, Server server) => CatalogCodes.SettingForbidden.With(
        $"Setting {Change.ChangeSetting.NameOf(setting)} takes a superuser, and the admin {server.Admin.Name} is none.",
        server.HasParameterPrivileges
            ? $"Have a superuser run {SettingSql.Permit(setting.Parameter, server.Admin.Name)}, or remove the setting."
            : $"Remove the setting, run `carpool up`, have a superuser run {SettingSql.Set(setting)}, and list it again.",
        app);
}

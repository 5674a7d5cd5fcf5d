using Carpool.Diagnostics;
using Carpool.Manifest;
using Carpool.State;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Manifest;

/// <summary>What is written of a manifest is read back as the same.</summary>
public sealed class ManifestTextTests
{
    private static readonly SourceLocation s_place = new(Manifests.Path, 1, 1);

    public static TheoryData<string> Names =>
        [.. new[] { "blog", "a", "true", "NULL", "no", "123", "1.10", "-", "a-b", "odd One", "o'brien", "x\"; --", "${HOME}", "$${x}", "# no comment", "a: b", "{ a }", "[a]", "*a", "&a", "!a", "@a", "%a", "größe", "😀", " blank ", "\\n", "a,b" }];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_the_names(string name)
    {
        var (database, owner, login) = (name, $"{name} people", $"{name} login");
        var app = new AppManifest(
            name,
            new(database),
            [new RoleManifest("app", new(login), Access.App, 5, s_place) { Settings = [new("my.own", name, s_place), new("search_path", "a, \"B\"", s_place)] }, new RoleManifest(name, new($"{database}_{name}"), Access.Read, null, s_place)],
            20,
            OnRemove.Quarantine,
            Protect: false,
            s_place)
        {
            NamedOwner = new(owner),
            Settings = [new("application_name", name, s_place)],
            Schemas = [new(name)],
            Extensions = [new(new ExtensionName(name), s_place)],
        };
        var manifest = new StackManifest("s", new ClusterManifest.Url("postgres://h", s_place) { Watchers = [new($"{name} watcher")] }, [app, new AppManifest("plain", new("plain"), [new("app", new("plain_app"), Access.App, null, s_place)], null, OnRemove.Quarantine, false, s_place)], "");

        var text = ManifestText.Of(manifest, "CARPOOL_ADMIN_URL", "# Heading\n\n");

        var read = Manifests.Accepted(text, Manifests.Environment(("CARPOOL_ADMIN_URL", "postgres://h"), ("HOME", "leaked"), ("x", "leaked")));
        read.Cluster.Watchers.ShouldBe(manifest.Cluster.Watchers);
        read.Apps.Select(Told).ShouldBe(manifest.Apps.Select(Told), text);
        text.ShouldContain("\n  plain: {}\n");
    }

    private static string Told(AppManifest app) => string.Join(
        '|',
        [
            app.Name, app.Database.Value, app.Owner.Value, $"{app.Connections}", .. app.Schemas.Select(schema => schema.Value), .. app.Extensions.Select(extension => extension.Name.Value), .. app.Settings.Select(Told),
            .. app.Roles.Select(role => $"{role.Name}/{role.Login}/{role.Access}/{role.Connections}/{string.Join(';', role.Settings.Select(Told))}"),
        ]);

    private static string Told(SettingManifest setting) => $"{setting.Parameter}={setting.Value}";
}

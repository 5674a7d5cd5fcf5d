using Carpool.Diff;
using Carpool.Manifest;
using Carpool.Sql;
using Carpool.State;
using Carpool.Tests.Manifest;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Diff;

/// <summary>What sync engines are to find, held against what there is.</summary>
public sealed class SyncDiffTests
{
    private static readonly DatabaseName Shop = new("shop");

    [Fact]
    public void An_engine_that_publishes_tables_itself_owns_its_publication_and_is_left_alone_with_it()
    {
        var desired = Desired("electric: {}");
        desired.Publications.ShouldHaveSingleItem().Owner.Value.ShouldBe("shop_electric");
        desired.Memberships.ShouldContain(new Membership(new("shop_owner"), new("shop_electric"), null, Inherit: true, Set: false, Admin: false));
        desired.Roles.Single(role => role.Attributes != RoleAttributes.None).Name.Value.ShouldBe("shop_electric");
        var tables = new[] { Table("public.a"), Table("public.b", ReplicaIdentity.Full) };
        var changes = Between(desired, tables);
        changes.OfType<Change.PublishTable>().ShouldBeEmpty();
        changes.OfType<Change.ChangeReplicaIdentity>().ShouldHaveSingleItem().Table.Text.ShouldBe("public.a");
        changes.OfType<Change.CreatePublication>().ShouldHaveSingleItem().Publication.Mark.Identities.ShouldHaveSingleItem().Table.Text.ShouldBe("public.a", "before it changes");
    }

    [Fact]
    public void Told_what_to_read_it_finds_just_that_published()
    {
        var desired = Desired("electric: { mode: manual, tables: [a, public.parts] }");
        desired.Publications.ShouldHaveSingleItem().Owner.Value.ShouldBe("shop_owner");
        desired.Memberships.ShouldContain(membership => membership.Member.Value == "shop_electric" && membership.Role.Value == "shop_read");
        var published = new TablePublication(new("electric_publication_shop"), false, false, false);
        var changes = Between(
            desired,
            [
                Table("public.a"), Table("public.b") with { Publications = [published] }, Table("public.c"),
                Table("public.parts") with { Kind = SyncTableKind.Partitioned, Publications = [published] }, Table("public.part_1") with { Root = "public.parts" },
            ]);
        changes.OfType<Change.PublishTable>().Select(change => change.Table.Text).ShouldBe(["public.a"]);
        changes.OfType<Change.UnpublishTable>().Select(change => change.Table.Text).ShouldBe(["public.b"]);
        changes.OfType<Change.ChangeReplicaIdentity>().Select(change => change.Table.Text).ShouldBe(["public.a", "public.parts", "public.part_1"]);
    }

    [Fact]
    public void A_slot_that_standbys_keep_is_asked_for_where_there_can_be_one()
    {
        Desired("electric: {}", major: 16).Slots.ShouldBe([new SyncSlot(Shop, new("electric_slot_shop"), HasFailover: false)]);
        Desired("electric: {}", major: 17).Slots.ShouldBe([new SyncSlot(Shop, new("electric_slot_shop"), HasFailover: true)]);
        Desired("electric: { failover: false }").Slots.ShouldBe([new SyncSlot(Shop, new("electric_slot_shop"), HasFailover: false)]);
        Desired("zero: {}").Slots.ShouldBeEmpty("it makes its own");
    }

    [Fact]
    public void A_mark_is_read_as_it_was_written()
    {
        var mark = new SyncMark("electric", new SlotName("electric_slot_shop"))
        {
            Identities =
            [
                new FormerIdentity(new("public.\"Odd One\""), ReplicaIdentity.Index, new("an index")),
                new FormerIdentity(new("public.b"), ReplicaIdentity.Default, null),
            ],
        };
        SyncMark.Read(mark.Write()).ShouldBe(mark);
        SyncMark.Read(null).ShouldBe(SyncMark.None);
        SyncMark.Read("somebody's own").ShouldBe(SyncMark.None);
    }

    [Fact]
    public void A_forged_mark_says_nothing_that_is_run()
    {
        var forged = SyncMark.Read("carpool: sync electric\nwas\tIndex\tpublic.item\tx; ALTER ROLE shop_app SUPERUSER\nwas\tIndex\tpublic.item\t" + new string('x', 64));
        var former = forged.Identities.ShouldHaveSingleItem();
        PublicationSql.SetIdentity(new("public.item"), former.Identity, former.Index).ToString()
            .ShouldBe("ALTER TABLE public.item REPLICA IDENTITY USING INDEX \"x; ALTER ROLE shop_app SUPERUSER\"");
    }

    [Fact]
    public void Every_preset_makes_names_that_fit()
    {
        SyncPreset.All.Count.ShouldBeGreaterThan(10);
        SyncPreset.All.Where(preset => preset.IsProved).Select(preset => preset.Name).ShouldBe(["electric"]);
        foreach (var preset in SyncPreset.All)
        {
            var longest = new string('s', preset.LongestStream);
            preset.PublicationOf(longest).Value.Length.ShouldBeLessThanOrEqualTo(63, preset.Name);
            preset.SlotOf(longest)?.Value.ShouldMatch("^[a-z0-9_]{1,63}$", preset.Name);
            preset.Modes.ShouldNotBeEmpty(preset.Name);
        }
    }

    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("shop-prod", "s_shop_prod_")]
    [InlineData("1st", "s_1st_")]
    public void A_stream_is_called_after_the_database(string database, string beginning)
    {
        var manifest = Manifests.Accepted($"apps: {{ shop: {{ database: '{database}', sync: {{ electric: {{}} }}, accept: [replication-reads-everything] }} }}");
        manifest.Apps[0].Roles[^1].Sync!.Stream.ShouldStartWith(beginning);
    }

    private static IReadOnlyList<Change> Between(ClusterState desired, IReadOnlyList<SyncTable> tables) =>
        StateDiff.Between(new ClusterState { SyncTables = tables }, desired, Planning.Plans.Now);

    private static ClusterState Desired(string sync, int major = 18) =>
        Manifests.Accepted($"apps: {{ shop: {{ sync: {{ {sync} }}, accept: [replication-reads-everything] }} }}").ToDesired(States.Server with { VersionNumber = major * 10_000 }, []);

    private static SyncTable Table(string key, ReplicaIdentity identity = ReplicaIdentity.Default) =>
        new(Shop, new(key), key, SyncTableKind.Table, new("shop_owner"), identity) { HasPrimaryKey = true };
}

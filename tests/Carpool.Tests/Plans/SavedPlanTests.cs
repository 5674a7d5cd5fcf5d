using System.Reflection;
using System.Text.Json.Serialization;
using Carpool.Credentials;
using Carpool.Diff;
using Carpool.Plans;
using Carpool.State;
using Carpool.Tests.Diff;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Plans;

/// <summary>A plan comes out of its file as it went in.</summary>
public sealed class SavedPlanTests
{
    private static readonly ClusterIdentity Cluster = new("db.example.com", 5432, new("steward"), "7", "00000001", new("steward"), 16_384, new("postgres"), 5);

    public static TheoryData<string, bool> Cases => new(EveryChange.Cases.SelectMany(type => new[] { (type.Name, true), (type.Name, false) }));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_change_is_read_as_it_was_written(string name, bool isFull)
    {
        var change = EveryChange.Of(EveryChange.Cases.Single(type => type.Name == name), isFull);
        var written = PlanJson.Write(Plan([change]));
        var read = PlanJson.Read(written);
        PlanJson.Write(read).ShouldBe(written);
        read.Changes.ShouldHaveSingleItem().ShouldBeOfType(change.GetType());

        // Lists within a change are equal by what is in them, which `Equals` does not see. A name is worked out, from what is no fact as well
        foreach (var fact in change.GetType().GetProperties().Where(fact => fact.Name != nameof(Change.Name) && fact.GetCustomAttribute<JsonIgnoreAttribute>() is null)) Words(fact.GetValue(read.Changes[0])).ShouldBe(Words(fact.GetValue(change)), fact.Name);
    }

    [Fact]
    public void Every_change_has_one_name_in_the_file_that_is_its_own()
    {
        var names = typeof(Change).GetCustomAttributes<JsonDerivedTypeAttribute>().ToDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);
        names.Keys.OrderBy(type => type.Name, StringComparer.Ordinal).ShouldBe(EveryChange.Cases);
        names.Values.ShouldBeUnique(StringComparer.Ordinal);
        names.Values.Order(StringComparer.Ordinal).ShouldBe(
        [
            "add_login", "adopt", "alter_database", "alter_publication", "alter_role", "alter_schema", "change_default_privileges", "change_key", "change_owner", "change_replica_identity", "change_setting", "create_database", "create_extension", "create_publication",
            "create_role", "create_schema", "create_slot", "drop_group", "drop_login", "drop_publication", "drop_slot", "end_sessions", "forget", "forget_row", "forget_stack", "grant_membership", "grant_on_database", "grant_on_objects", "grant_on_schema",
            "issue_credential", "publish_table", "purge", "quarantine", "renew_credential", "reset_setting", "restore", "revoke_membership", "revoke_on_column", "revoke_on_database", "revoke_on_objects", "revoke_on_schema", "turn_to_login", "unpublish_table",
            "update_app",
        ]);
    }

    [Fact]
    public void What_is_desired_is_read_as_it_was_written()
    {
        var plan = Plan(StateDiff.Between(new ClusterState(), States.Desired("  blog: { connections: 3, roles: { app: {}, worker: {} } }\n  shop: { on_remove: drop }\n"), Carpool.Tests.Planning.Plans.Now));
        var read = PlanJson.Read(PlanJson.Write(plan));
        PlanJson.Write(read).ShouldBe(PlanJson.Write(plan));
        read.Desired.ShouldSatisfyAllConditions(
            desired => desired.Apps.ShouldBe(plan.Desired.Apps),
            desired => desired.Roles.ShouldBe(plan.Desired.Roles),
            desired => desired.Memberships.ShouldBe(plan.Desired.Memberships),
            desired => desired.DatabaseGrants.ShouldBe(plan.Desired.DatabaseGrants),
            desired => desired.Settings.ShouldBe(plan.Desired.Settings),
            desired => desired.Schemas.ShouldBe(plan.Desired.Schemas),
            desired => desired.DefaultPrivileges.ShouldBe(plan.Desired.DefaultPrivileges),
            desired => desired.SharedDatabases.ShouldBe(plan.Desired.SharedDatabases),
            desired => desired.SeenInside.ShouldBeEmpty(),
            desired => desired.PrivilegesElsewhere.ShouldBeEmpty());
        (read.Stack, read.MadeAt, read.Cluster).ShouldBe((plan.Stack, plan.MadeAt, plan.Cluster));
        StateDiff.Between(new ClusterState(), read.Desired, read.MadeAt).Select(PlanJson.Compactly).ShouldBe(plan.Changes.Select(PlanJson.Compactly));
    }

    [Fact]
    public void Only_facts_are_written()
    {
        var written = PlanJson.Compactly<Change>(new Change.CreateRole("blog", new Role(new("blog_app"), true, false, 3)));
        written.ShouldBe("""{"change":"create_role","role":{"name":"blog_app","can_login":true,"inherits":false,"connection_limit":3,"attributes":"none"},"app":"blog"}""");
    }

    [Fact]
    public void Two_fingerprints_are_equal_where_stack_cluster_and_changes_are()
    {
        Change[] changes = [EveryChange.Of(typeof(Change.Quarantine), true), EveryChange.Of(typeof(Change.CreateRole), true)];
        var fingerprint = PlanFingerprint.Of("cars", Cluster, changes);
        fingerprint.ShouldMatch("^[0-9a-f]{64}$");
        PlanFingerprint.Of("cars", Cluster with { }, [EveryChange.Of(typeof(Change.Quarantine), true), EveryChange.Of(typeof(Change.CreateRole), true)]).ShouldBe(fingerprint);

        // What leaves is named after the moment at which it does
        var leaving = (Change.Quarantine)changes[0];
        PlanFingerprint.Of("cars", Cluster, [leaving with { To = leaving.To with { RemovedAt = leaving.To.RemovedAt?.AddHours(1) ?? DateTimeOffset.UnixEpoch, Database = new("elsewhere") } }, changes[1]]).ShouldBe(fingerprint);
        new[]
        {
            PlanFingerprint.Of("boats", Cluster, changes),
            PlanFingerprint.Of("cars", Cluster with { Timeline = "00000002" }, changes),
            PlanFingerprint.Of("cars", Cluster, [.. changes.Reverse()]),
            PlanFingerprint.Of("cars", Cluster, [changes[0]]),
            PlanFingerprint.Of("cars", Cluster, [EveryChange.Of(typeof(Change.Quarantine), false), changes[1]]),
            fingerprint,
        }.ShouldBeUnique(StringComparer.Ordinal);
    }

    [Fact]
    public void No_byte_of_a_file_can_be_another()
    {
        var key = StackKey.Create();
        var text = PlanEnvelope.Of(Plan([EveryChange.Of(typeof(Change.UpdateApp), true)]), key).Render();
        IsAccepted(text, key).ShouldBeTrue();
        for (var index = 0; index < text.Length; index++)
        {
            foreach (var other in new[] { (char)(text[index] ^ 1), ' ', '\t', char.ToUpperInvariant(text[index]) })
            {
                if (other != text[index]) IsAccepted(text.Remove(index, 1).Insert(index, $"{other}"), key).ShouldBeFalse($"{index}: {text[index]} as {other}");
            }

            IsAccepted(text.Remove(index, 1), key).ShouldBeFalse($"{index}: without {text[index]}");
            IsAccepted(text.Insert(index, " "), key).ShouldBeFalse($"{index}: a blank before {text[index]}");
        }

        IsAccepted(text + " ", key).ShouldBeFalse();
        IsAccepted(text, StackKey.Create()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"format_version":1,"stack":"cars","changes":[]}""")]
    [InlineData("""{"format_version":0,"key":"","seal":"","plan":{}}""")]
    [InlineData("""{"format_version":1,"key":"\ud800","seal":"","plan":{}}""")]
    public void What_is_no_plan_is_not_taken_for_one(string text) => PlanEnvelope.Parse(text).ShouldBeNull();

    private static SavedPlan Plan(IReadOnlyList<Change> changes)
    {
        var desired = States.Desired("  blog: { connections: 3, roles: { app: {}, worker: {} } }\n  shop: { on_remove: drop }\n");
        return new("cars", ["blog"], Carpool.Tests.Planning.Plans.Now, Cluster, [desired.Apps[0] with { DatabaseOid = 1, RemovedAt = Carpool.Tests.Planning.Plans.Now }], desired, changes);
    }

    private static bool IsAccepted(string text, StackKey key) =>
        PlanEnvelope.Parse(text) is { Version: PlanEnvelope.CurrentVersion } envelope && envelope.Key == key.Fingerprint && envelope.IsAuthentic(text, key);

    private static string? Words(object? fact) => fact is System.Collections.IEnumerable items and not string ? string.Join("; ", items.Cast<object>()) : fact?.ToString();
}

using System.Diagnostics;
using Carpool.Diagnostics;
using Carpool.Doctor.Errors;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Doctor;

/// <summary>Every error of the catalogue is known again, in any log.</summary>
public sealed class ErrorCatalogueTests
{
    public static TheoryData<string, string> Examples => new(ErrorCatalogue.All.Select(error => (error.Id, error.Example)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_error_is_known_in_the_middle_of_a_log(string id, string example)
    {
        var found = ErrorCatalogue.Find($"2026-05-06 07:08:09 [app] starting\n{example}\n    at query.js:3\n");
        found[0].Error.ShouldBe(id, "what says more comes first");
        found[0].Cause.ShouldNotContain('{');
        found[0].Fix.ShouldNotContain('{');
        (found[0].Cause[^1], found[0].Fix[^1]).ShouldBe(('.', '.'));
    }

    /// <summary>What Electric and Postgres say to whoever sets replication up, each with what it comes from and, where the cluster shows it beforehand, the check that finds it.</summary>
    [Theory]
    [InlineData("ERROR:  logical decoding requires \"wal_level\" >= \"logical\"", "wal-level", "CP2087")]
    [InlineData("permission denied to start WAL sender\nDETAIL:  Only roles with the REPLICATION attribute may start a WAL sender process.", "no-replication", "CP2080")]
    [InlineData("FATAL:  sorry, too many clients already", "connections", "CP7001")]
    [InlineData("FATAL:  remaining connection slots are reserved for roles with privileges of the \"pg_use_reserved_connections\" role", "connections", "CP7001")]
    [InlineData("FATAL:  too many connections for role \"shop_electric\"", "role-limit", "CP7001")]
    [InlineData("FATAL:  too many connections for database \"shop\"", "database-limit", "CP7001")]
    [InlineData("FATAL:  number of requested standby connections exceeds max_wal_senders (currently 10)", "senders", "CP7006")]
    [InlineData("ERROR:  all replication slots are in use\nHINT:  Free one or increase \"max_replication_slots\".", "slots", "CP7005")]
    [InlineData("Publication \"electric_publication_shop\" not found in the database", "publication-missing", null)]
    [InlineData("Publication \"electric_publication_shop\" does not publish all required operations: INSERT, UPDATE, DELETE, TRUNCATE", "publication-operations", null)]
    [InlineData("Publication \"electric_publication_shop\" is not owned by the provided user", "publication-not-owned", null)]
    [InlineData("Database table \"public.item\" is missing from the publication \"electric_publication_shop\" and Electric lacks privileges to add it", "table-not-published", "CP7015")]
    [InlineData("Database table \"public.item\" does not have its replica identity set to FULL", "identity-not-full", "CP7015")]
    [InlineData("Unable to create initial snapshot: must be owner of table item", "not-owner", "CP2090")]
    [InlineData("Unable to create initial snapshot: permission denied for table item", "no-select", null)]
    [InlineData("Unable to create initial snapshot: permission denied for schema goods", "no-schema", null)]
    [InlineData("ERROR:  replication slot \"electric_slot_shop\" is active for PID 7", "slot-active", "CP2081")]
    [InlineData("ERROR:  replication slot \"electric_slot_default\" was not created in this database", "slot-elsewhere", "CP2081")]
    [InlineData("Timeout waiting for Postgres lock acquisition", "lock-wait", null)]
    [InlineData("Timeout waiting for replication client to be ready. Check that you don't have pending transactions in the database", "pending-transactions", null)]
    [InlineData("This slot has been invalidated because it exceeded the maximum reserved size.", "slot-invalidated", "CP2089")]
    [InlineData("This replication slot has been invalidated due to \"wal_removed\".", "slot-invalidated", "CP2089")]
    [InlineData("Received an update from PG for public.item that did not have old data included in the message", "identity-not-full", "CP7015")]
    [InlineData("Collected transaction exceeds limit of 262144000 bytes", "transaction-too-large", null)]
    [InlineData("ERROR:  canceling statement due to statement timeout", "statement-timeout", null)]
    [InlineData("Snapshot query took too long to return data (cancelled after 30000ms)", "snapshot-slow", null)]
    [InlineData("Snapshot timed out while waiting for a table lock", "snapshot-lock", null)]
    [InlineData("ERROR:  cannot update table \"g1\"\nDETAIL:  Replica identity must not contain unpublished generated columns.", "generated-columns", "CP2083")]
    [InlineData("ERROR:  cannot update table \"g1\"\nDETAIL:  Column list used by the publication does not cover the replica identity.", "column-list", "CP2083")]
    [InlineData("no pg_hba.conf entry for host \"10.0.0.1\", user \"shop_electric\", database \"shop\", no encryption", "hba-encryption", null)]
    [InlineData("FATAL:  password authentication failed for user \"shop_electric\"", "password", null)]
    [InlineData("FATAL:  database \"shop\" does not exist", "no-such-database", null)]
    [InlineData("non-existing domain - :nxdomain", "unknown-host", null)]
    [InlineData("TLS client: In state wait_cert_cr received CLIENT ALERT: Fatal - Unknown CA", "unknown-authority", null)]
    [InlineData("ERROR:  syntax error at or near \"CREATE_REPLICATION_SLOT\"", "pooled-replication", null)]
    [InlineData("replication slot does not support failover", "no-failover", "CP7041")]
    [InlineData("The following columns are generated and cannot be included in the shape: total", "generated-in-shape", null)]
    [InlineData("Table \"public.totals\" does not exist", "not-syncable", "CP2084")]
    [InlineData("ERROR:  replication slot synchronization requires \"dbname\" to be specified in \"primary_conninfo\"", "failover-needs-standby", "CP7014")]
    [InlineData("WARNING:  replication slot \"standby_1\" specified in parameter \"synchronized_standby_slots\" does not have active_pid", "awaited-slot", "CP7012")]
    public void Whatever_goes_wrong_with_replication_is_known(string text, string id, string? code)
    {
        var found = ErrorCatalogue.Find(text)[0];
        (found.Error, found.Code).ShouldBe((id, code));
    }

    [Fact]
    public void Names_are_taken_from_the_text() =>
        ErrorCatalogue.Find("FATAL: too many connections for role \"blog_app\"").ShouldHaveSingleItem().Cause.ShouldBe("Login blog_app has as many connections as its own limit lets it have.");

    [Fact]
    public void Ids_are_unique_and_codes_exist()
    {
        ErrorCatalogue.All.Select(error => error.Id).ShouldBeUnique(StringComparer.Ordinal);
        ErrorCatalogue.All.Select(error => error.Code).OfType<string>().Except(DiagnosticCodes.All.Select(code => code.Id), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void A_text_without_an_error_has_none() => ErrorCatalogue.Find("all is well").ShouldBeEmpty();

    [Fact]
    public void A_huge_text_takes_no_time()
    {
        var begun = Stopwatch.GetTimestamp();
        ErrorCatalogue.Find(new string('"', 5_000_000));
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }
}

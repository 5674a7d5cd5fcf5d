using System.Text;
using Carpool.Diff;
using Carpool.State;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Diff;

/// <summary>The names of what waits in quarantine.</summary>
public sealed class DepartureTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 5, 4, 5, TimeSpan.FromHours(2));

    [Fact]
    public void A_name_says_what_it_was_and_when_it_went_in_utc() => Departure.NameOf("todo", Now).ShouldBe("todo~602fae~removed~20260102-030405");

    [Fact]
    public void A_name_of_any_length_fits_and_stays_text() =>
        Prop.ForAll(Gen.Elements("a", "ä", "漢", "😀", "~", "'").ListOf().Where(parts => parts.Count > 0).Select(string.Concat).ToArbitrary(), name =>
        {
            var given = Departure.NameOf(name, Now);
            Encoding.UTF8.GetByteCount(given).ShouldBeLessThanOrEqualTo(Identifier.MaxBytes);
            Should.NotThrow(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(given));
            var kept = given[..^"~602fae~removed~20260102-030405".Length];
            name.ShouldStartWith(kept);
            if (Encoding.UTF8.GetByteCount(name) <= 32) kept.ShouldBe(name);
            else Encoding.UTF8.GetByteCount(kept).ShouldBeGreaterThan(28);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_long_names_that_begin_alike_differ()
    {
        var (app, owner) = (new string('x', 50) + "_app", new string('x', 50) + "_owner");
        Departure.NameOf(app, Now).ShouldNotBe(Departure.NameOf(owner, Now));
        Departure.NameOf(app, Now)[..32].ShouldBe(Departure.NameOf(owner, Now)[..32]);
    }

    [Fact]
    public void A_quarantine_and_a_restore_lead_back()
    {
        var state = States.Reached(States.Desired("  blog: { roles: { app: {}, worker: {} } }\n"));
        var app = state.Apps[0];
        var away = Departure.Quarantine(app, state, Now);
        away.To.Standing.ShouldBe(AppStanding.Quarantined);
        away.To.RemovedAt.ShouldBe(Now);
        away.Grants.ShouldAllBe(grant => grant.Privilege == Privilege.Connect);
        away.Grants.Count.ShouldBe(2);
        var asleep = new ClusterState { Roles = [.. away.To.Logins.Select(login => new Role(login.Name, CanLogin: false, Inherits: false, ConnectionLimit: null))] };
        Departure.Restore(away.To, asleep, state.DatabaseGrants).To.ShouldBe(app);
    }
}

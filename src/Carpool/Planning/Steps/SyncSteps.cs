using Carpool.Diff;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>
/// What sync engines find, in the order that loses nothing: the publication, then each table in a short transaction of its own, and the slot last,
/// because from the slot on a change is told by what was published when it was made. What goes, goes the other way round.
/// </summary>
internal static class SyncSteps
{
    public static IEnumerable<Step> Of(App app, IReadOnlyList<Change> changes, AdminPower power)
    {
        var publications = changes.OfType<Change.CreatePublication>().SelectMany(Creating).Concat(changes.OfType<Change.AlterPublication>().SelectMany(Altering)).ToList();
        if (publications.Count > 0) yield return Run(publications, changes.SelectMany(OwnersOf));

        foreach (var table in changes.Where(change => TableOf(change) is not null).GroupBy(change => TableOf(change)!.Text, StringComparer.Ordinal))
        {
            yield return Run([.. Following([.. table])], table.SelectMany(OwnersOf));
        }

        foreach (var create in changes.OfType<Change.CreateSlot>()) yield return new Step.RunAlone(Stage.Streams, app.Name, new(SlotSql.Create(create.Slot), create), Inside: app.Database);

        Step.Run Run(IReadOnlyList<Statement> statements, IEnumerable<RoleName> owners) =>
            new(Stage.Streams, app.Name, app.Database, statements, power.Borrowed(owners.Prepend(app.Owner)), []);
    }

    /// <summary>A slot goes before its publication, and both before the login that reads them.</summary>
    public static IEnumerable<Step> Leaving(Change.DropSlot drop)
    {
        if (drop.AreLeaving) yield return new Step.Run(Stage.Departures, drop.App, null, [.. drop.Readers.Select(login => new Statement(RoleSql.SetLogin(login, canLogin: false), drop))], [], []);
        if (drop.Readers.Count > 0) yield return new Step.EndSessions(Stage.Departures, drop.App, drop.Slot.Database, drop.Readers);
        yield return new Step.RunAlone(Stage.Departures, drop.App, new(SlotSql.Drop(drop.Slot.Name), drop));
    }

    /// <summary>Replica identities become what they were, each as long as the table is there.</summary>
    public static IEnumerable<Step> Leaving(Change.DropPublication drop, AdminPower power)
    {
        List<Statement> statements =
        [
            new(PublicationSql.WaitBriefly(), drop),
            new(PublicationSql.Drop(drop.Publication.Name), drop),
            .. drop.Restored.Select(former => new Statement(PublicationSql.SetIdentity(former.Table, former.Identity, former.Index), drop)),
        ];
        yield return new Step.Run(Stage.Departures, drop.App, drop.Publication.Database, statements, power.Borrowed([drop.Owner, drop.Publication.Owner]), []);
    }

    private static IEnumerable<Statement> Creating(Change.CreatePublication create)
    {
        var publication = create.Publication;
        yield return new(ExtensionSql.ActAs(publication.Owner), create);
        yield return new(PublicationSql.Create(publication), create);
        yield return new(PublicationSql.Mark(publication), create);
        yield return new(ExtensionSql.ActAsAdmin(), create);
    }

    private static IEnumerable<Statement> Altering(Change.AlterPublication alter)
    {
        var (from, to) = (alter.From, alter.To);
        if ((from.ThroughRoot, from.HasGenerated, from.HasAllOperations) != (to.ThroughRoot, to.HasGenerated, to.HasAllOperations)) yield return new(PublicationSql.SetOptions(to), alter);
        if (from.Mark != to.Mark) yield return new(PublicationSql.Mark(to), alter);
        if (from.Owner != to.Owner) yield return new(PublicationSql.SetOwner(to.Name, to.Owner), alter);
    }

    /// <summary>First the publication, then the lock: the other way round two such transactions wait for each other.</summary>
    private static IEnumerable<Statement> Following(IReadOnlyList<Change> changes)
    {
        yield return new(PublicationSql.WaitBriefly(), changes[0]);
        foreach (var remove in changes.OfType<Change.UnpublishTable>()) yield return new(PublicationSql.Remove(remove.Publication, remove.Table), remove);
        foreach (var add in changes.OfType<Change.PublishTable>()) yield return new(PublicationSql.Add(add.Publication, add.Table), add);
        var identities = changes.OfType<Change.ChangeReplicaIdentity>().ToList();
        foreach (var identity in identities) yield return new(PublicationSql.SetIdentity(identity.Table, identity.To, null), identity);
        if (identities.Count == 0 && changes.OfType<Change.PublishTable>().LastOrDefault() is { } last) yield return new(PublicationSql.Lock(last.Table), last);
    }

    private static ObjectName? TableOf(Change change) => change switch
    {
        Change.PublishTable publish => publish.Table,
        Change.UnpublishTable unpublish => unpublish.Table,
        Change.ChangeReplicaIdentity identity => identity.Table,
        _ => null,
    };

    private static IEnumerable<RoleName> OwnersOf(Change change) => change switch
    {
        Change.CreatePublication create => [create.Publication.Owner],
        Change.AlterPublication alter => [alter.From.Owner, alter.To.Owner],
        Change.PublishTable publish => [publish.Owner],
        Change.UnpublishTable unpublish => [unpublish.Owner],
        _ => Array.Empty<RoleName>(),
    };
}

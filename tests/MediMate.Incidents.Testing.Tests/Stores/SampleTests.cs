using MediMate.Incidents.Testing.Stores;

namespace MediMate.Incidents.Testing.Tests.Stores;

/// <summary>What the checks write says something about every member.</summary>
public sealed class SampleTests
{
    [Fact]
    public void Sample_timeline_has_every_event_once() =>
        Assert.Equal(EventJson.Names, SampleEvents.All(8, "K1").Select(EventJson.NameOf).Order(StringComparer.Ordinal));

    /// <summary>Being announced is the default of an event that can be announced.</summary>
    [Fact]
    public void Sample_event_leaves_no_member_at_its_default() =>
        Assert.Empty(SampleEvents.All(8, "K1").Where(happened => happened is not AllKeysQuiet).SelectMany(happened => Unset(happened, except: "IsAnnounced")));

    [Fact]
    public void Sample_rows_and_large_snapshot_leave_no_member_at_its_default()
    {
        var large = SampleSnapshots.Large(SampleChanges.Declared(8).After);

        Assert.Empty(Unset(large));
        Assert.Empty(Unset(SampleRows.FullMessage(large)));
        Assert.Empty(Unset(SampleRows.FullLookUp(large)));
    }

    [Fact]
    public void Sample_subjects_are_of_every_kind_and_leave_no_member_at_its_default()
    {
        Assert.Equal(SubjectJson.Known, SampleSubjects.All().Select(subject => subject.Kind).Order());
        Assert.Empty(SampleSubjects.All().SelectMany(subject => Unset(subject)));
        Assert.Empty(SampleSubjects.All().OfType<Silence>().SelectMany(silence => silence.Entries.Take(1)).SelectMany(entry => Unset(entry)));
        Assert.Empty(Unset(SampleSubjects.Receipt("R1")));
    }

    [Fact]
    public void Checks_are_named_once_and_those_of_some_stores_are_among_them()
    {
        Assert.Distinct(StoreConformance.Checks);
        Assert.Subset(StoreConformance.Checks.ToHashSet(), StoreConformance.QueryChecks.ToHashSet());
        Assert.Subset(StoreConformance.Checks.ToHashSet(), StoreConformance.DurableChecks.ToHashSet());
        Assert.All(StoreConformance.Checks, check => Assert.Matches("^[A-Z][a-z]+(_[a-z0-9]+)+$", check));
    }

    [Fact]
    public async Task Unknown_check_is_refused_by_name()
    {
        var conformance = new StoreConformance(() => StoreUnderTest.Of(() => new InMemoryIncidentStore()));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => conformance.RunAsync("Coffee_is_hot").AsTask());

        Assert.Contains("Coffee_is_hot", refused.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Unset(object sample, params string[] except) => sample.GetType().GetProperties()
        .Where(member => member.CanWrite && !except.Contains(member.Name))
        .Where(member => member.GetValue(sample) is var value && Equals(value, member.PropertyType.IsValueType ? Activator.CreateInstance(member.PropertyType) : null))
        .Select(member => $"{sample.GetType().Name}.{member.Name}");
}

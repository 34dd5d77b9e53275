using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace PackageHost.Tests.Seams;

public sealed class OpeningHoursTests
{
    [Fact]
    public async Task Calendar_of_a_host_stands_in_the_place_of_the_one_in_the_playbook()
    {
        await using var harness = SchoolPlaybook.Start(incidents => incidents.UseOpeningHours("Office", new SchoolYear()));

        var opened = await harness.Incidents.SignalAsync(new Signal { Summary = "a typo" });

        // Declared on Monday at 10:00, and the school is closed until Tuesday, 08:00.
        Assert.Equal(Instant.FromUtc(2026, 3, 3, 4, 0), opened.Incident!.Clocks.Single(clock => clock.Name == ClockNames.Response).Due);
    }

    // snippet: opening-hours
    /// <summary>Open from 08:00 to 16:00 in Kuala Lumpur on each day from Tuesday, 3 March.</summary>
    private sealed class SchoolYear : IOpeningHours
    {
        private static readonly Instant Begin = Instant.FromUtc(2026, 3, 3, 0, 0);

        public IEnumerable<Interval> OpenWithin(Interval range)
        {
            for (var day = Begin; day < range.End; day += Duration.FromDays(1))
            {
                yield return new Interval(day, day + Duration.FromHours(8));
            }
        }
    }
    // end of snippet
}

using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Documentation;

// snippet: rota-directory
public sealed class RotaDirectory : IContactDirectory
{
    public ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken)
    {
        if (target != "On-call Engineer")
        {
            return ValueTask.FromResult<ImmutableArray<Responder>>([]);
        }

        // Odd weeks are Aisyah's, even weeks Ben's.
        var day = at.InZone(DateTimeZoneProviders.Tzdb["Asia/Kuala_Lumpur"]).Date;
        var isOdd = NodaTime.Calendars.WeekYearRules.Iso.GetWeekOfWeekYear(day) % 2 == 1;
        var engineer = isOdd
            ? new Responder { Id = "aisyah", Methods = [new ContactMethod { Channel = "sms", Address = "+60123456789" }] }
            : new Responder { Id = "ben", Methods = [new ContactMethod { Channel = "sms", Address = "+60198765432" }] };
        return ValueTask.FromResult<ImmutableArray<Responder>>([engineer]);
    }
}
// end of snippet

using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>The settings of a harness.</summary>
public sealed class IncidentHarnessOptions
{
    /// <summary>Gets or sets when the harness starts.</summary>
    /// <value>
    /// Default Monday, 2 March 2026, 10:00 in Kuala Lumpur (UTC+08:00). Output lines are written in its offset. Whole microseconds.
    /// </value>
    public OffsetDateTime Start { get; set; } = new LocalDateTime(2026, 3, 2, 10, 0).WithOffset(Offset.FromHours(8));

    /// <summary>Gets the people.</summary>
    public IList<HarnessPerson> People { get; } = [];

    /// <summary>Gets or sets what else to register with the engine: severity policies, settings, another store.</summary>
    /// <value>
    /// <see langword="null"/> for nothing. Called at each start of the engine, after the harness's own registrations; the clock stays the
    /// harness's.
    /// </value>
    public Action<IncidentResponseBuilder>? Configure { get; set; }

    /// <summary>Adds a person.</summary>
    /// <param name="id">The person's id.</param>
    /// <param name="role">A role or contact of the playbook that the person holds; <see langword="null"/> for none.</param>
    /// <param name="channels">The channels on which the person is reached, the first one first.</param>
    /// <returns>These options.</returns>
    public IncidentHarnessOptions AddPerson(string id, string? role, params IEnumerable<string> channels)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        People.Add(new HarnessPerson { Id = id, Roles = role is null ? [] : [role], Channels = [.. channels] });
        return this;
    }
}

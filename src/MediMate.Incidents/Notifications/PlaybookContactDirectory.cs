using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The contacts of the playbook: each a key of the host's configuration, or the id of a person whom a channel knows.</summary>
/// <remarks>
/// Read when asked, so that a changed configuration counts at once. The value under a key is a list of ways, the first one first:
/// <c>sms:+60123456789, mail:cto@example.org</c>. A section may name the person and the languages too: <c>Person</c>,
/// <c>Language</c> and <c>Reach</c>.
/// </remarks>
internal sealed class PlaybookContactDirectory(PlaybookShelf playbooks, ChannelSet channels, IConfiguration? configuration = null) : IContactDirectory
{
    private const string ConfigurationPrefix = "config:";

    public ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Find(target));

    public ImmutableArray<Responder> Find(string target)
    {
        var contacts = playbooks.Current.Source.Contacts;
        var contact = contacts.FirstOrDefault(entry => Same(entry.Name, target)) ?? contacts.FirstOrDefault(entry => IsPerson(entry, target));
        if (contact?.Reference is not { } reference)
        {
            return [];
        }

        if (!IsConfigured(reference))
        {
            // Only the person's id is known: every channel that the host registered may know how to reach it.
            return [new Responder { Id = reference, Methods = [.. channels.Names.Select(name => new ContactMethod { Channel = name })] }];
        }

        var section = SectionOf(reference);
        var methods = Methods(section?.Value ?? section?["Reach"]);
        return methods.IsEmpty ? [] : Readers(section?["Person"] ?? contact.Name, section?["Language"], methods);
    }

    /// <summary>A contact that stands for readers of several languages is reached once in each; its id says in which, but for the first.</summary>
    private static ImmutableArray<Responder> Readers(string id, string? languages, ImmutableArray<ContactMethod> methods)
    {
        var tags = (languages ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return tags.Count < 2
            ? [new Responder { Id = id, Language = tags.FirstOrDefault(), Methods = methods }]
            : [.. tags.Select((tag, index) => new Responder { Id = index == 0 ? id : $"{id} ({tag})", Language = tag, Methods = methods })];
    }

    /// <summary>Tells whether a person's id, rather than a role, is behind a contact.</summary>
    private bool IsPerson(Contact contact, string target) => contact.Reference is { } reference
        && (IsConfigured(reference) ? Same(SectionOf(reference)?["Person"], target) : Same(reference, target));

    private IConfigurationSection? SectionOf(string reference) => configuration?.GetSection(reference[ConfigurationPrefix.Length..].Trim());

    private static bool IsConfigured(string reference) => reference.StartsWith(ConfigurationPrefix, StringComparison.OrdinalIgnoreCase);

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<ContactMethod> Methods(string? value) =>
    [
        .. (value ?? string.Empty)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(way => way.Split(':', 2, StringSplitOptions.TrimEntries))
            .Select(parts => new ContactMethod { Channel = parts[0], Address = parts.Length > 1 ? parts[1] : string.Empty }),
    ];
}

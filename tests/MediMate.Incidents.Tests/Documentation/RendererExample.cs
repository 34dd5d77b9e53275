using System.Collections.Immutable;

namespace MediMate.Incidents.Tests.Documentation;

#pragma warning disable MA0048 // The page shows one after the other.

// snippet: template-renderer
public sealed class ShortPages : ITemplateRenderer
{
    public ValueTask<string> RenderAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        var values = request.Values;
        return ValueTask.FromResult(request.Kind == MessageKind.Page
            ? $"{values["level"]} {values["reference"]} {values["description"]}"
            : $"{values["reference"]}: {request.Text}");
    }
}
// end of snippet

// snippet: audience-directory
public sealed class SchoolAudiences : IAudienceDirectory
{
    public ValueTask<ImmutableArray<Responder>> FindAsync(AudienceQuestion question, CancellationToken cancellationToken) => ValueTask.FromResult<ImmutableArray<Responder>>(
        question.Audience == MessageAudience.Internal
            ? [Reader("all-staff", "staff@school.example", language: null)]
            : [Reader("parents-en", "parents@school.example", language: null), Reader("parents-ms", "ibubapa@school.example", language: "ms")]);

    private static Responder Reader(string id, string address, string? language) =>
        new() { Id = id, Language = language, Methods = [new ContactMethod { Channel = "mail", Address = address }] };
}
// end of snippet

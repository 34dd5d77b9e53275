using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.CrashWorker;

/// <summary>A directory that changes its mind, knows nobody, and fails: the last answers of it are asked for again and again.</summary>
internal sealed class UnreliableDirectory(int seed) : IContactDirectory
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    public ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _random.Next(10) switch
            {
                0 or 1 => throw new InvalidOperationException("the rota is down"),
                2 => ValueTask.FromResult<ImmutableArray<Responder>>([]),
                3 => ValueTask.FromResult<ImmutableArray<Responder>>([Person("dina")]),
                _ => ValueTask.FromResult<ImmutableArray<Responder>>(target == "nobody" ? [] : [Person(IdOf(target))]),
            };
        }
    }

    private static string IdOf(string target) => target.ToLowerInvariant().Replace(' ', '-');

    private static Responder Person(string id) => new() { Id = id, Methods = [new ContactMethod { Channel = "sms", Address = $"+60-{id}" }] };
}
